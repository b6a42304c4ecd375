package dev.rosterline.gateway.console;

import dev.rosterline.contract.Ids;
import dev.rosterline.gateway.access.Scopes;
import dev.rosterline.gateway.access.TokenFormat;
import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.admin.TokenChanges;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Bearer tokens: made and shown once, listed, revoked. */
@Controller
class TokenPages {

  private static final int LONGEST_YEARS = 10;
  private static final int MOST_NAME = 200;

  private final Shell shell;
  private final AccountStore accounts;
  private final TokenChanges changes;
  private final Ids ids;
  private final Clock clock;

  TokenPages(Shell shell, AccountStore accounts, TokenChanges changes, Ids ids, Clock clock) {
    this.shell = shell;
    this.accounts = accounts;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
  }

  @GetMapping("/console/accounts/{account}/tokens")
  Mono<Rendering> list(@PathVariable UUID account) {
    return page(account, null, null);
  }

  @PostMapping("/console/accounts/{account}/tokens")
  Mono<Rendering> create(@PathVariable UUID account, ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
    return exchange
        .getFormData()
        .flatMap(
            form -> {
              String name = String.valueOf(form.getFirst("name")).trim();
              Instant expires = expiry(form.getFirst("expires"));
              if (name.isEmpty() || name.length() > MOST_NAME || form.getFirst("name") == null) {
                return page(account, null, "Give the token a name, of 200 characters at most.");
              }
              if (expires == null) {
                return page(account, null, "The last day must lie ahead, ten years at most.");
              }
              return create(account, id(form.getFirst("id")), token(name, expires, form));
            });
  }

  private record Asked(String name, Instant expires, Scopes scopes) {}

  /** What is not known is not given: a form without the choice makes a token that only reads. */
  private static Asked token(String name, Instant expires, MultiValueMap<String, String> form) {
    List<String> may = form.getOrDefault("may", List.of());
    return new Asked(
        name, expires, new Scopes(may.contains("users:rw"), may.contains("groups:rw")));
  }

  /**
   * The form carries the id of the token to be, so that loading its answer again makes no other.
   */
  private Mono<Rendering> create(UUID account, UUID id, Asked asked) {
    return accounts
        .account(account)
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such account")))
        .flatMap(_ -> accounts.tokens(account))
        .flatMap(
            known ->
                known.stream().anyMatch(row -> row.path("id").asString().equals(id.toString()))
                    ? page(
                        account,
                        null,
                        "That token is made and was shown, once. Where it is lost, revoke it and make another.")
                    : make(account, id, asked));
  }

  private UUID id(@Nullable String sent) {
    try {
      return UUID.fromString(String.valueOf(sent));
    } catch (IllegalArgumentException _) {
      return ids.command().value();
    }
  }

  private Mono<Rendering> make(UUID account, UUID id, Asked asked) {
    String secret = TokenFormat.generate();
    var token =
        new AccountStore.NewToken(
            asked.name(),
            TokenFormat.shown(secret),
            TokenFormat.hash(secret),
            asked.expires(),
            asked.scopes());
    return changes
        .create(id, account, token)
        .flatMap(_ -> page(account, secret, null))
        .switchIfEmpty(
            Mono.defer(
                () ->
                    page(
                        account,
                        null,
                        "This account has five live tokens, which is the most. Revoke one first.")));
  }

  @PostMapping("/console/accounts/{account}/tokens/{token}/revoke")
  Mono<String> revoke(@PathVariable UUID account, @PathVariable UUID token) {
    return changes
        .revoke(account, token)
        .thenReturn("redirect:/console/accounts/" + account + "/tokens");
  }

  private Mono<Rendering> page(UUID account, @Nullable String secret, @Nullable String problem) {
    Instant now = clock.instant();
    return accounts
        .tokens(account)
        .map(rows -> TokenView.all(rows, now))
        .flatMap(tokens -> shell.page(account, "tokens", model(tokens, secret, problem, now)));
  }

  private Map<String, Object> model(
      List<TokenView> tokens, @Nullable String secret, @Nullable String problem, Instant now) {
    Map<String, Object> model = new HashMap<>();
    model.put("tokens", tokens);
    model.put("live", tokens.stream().filter(TokenView::isLive).count());
    model.put("next", ids.command().value().toString());
    model.put("nextYear", LocalDate.ofInstant(now, ZoneOffset.UTC).plusYears(1).toString());
    if (secret != null) {
      model.put("secret", secret);
    }
    if (problem != null) {
      model.put("problem", problem);
    }
    return model;
  }

  /** The end of a day, in UTC; null where it is none that a token may have. */
  private @Nullable Instant expiry(@Nullable String day) {
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      LocalDate last = LocalDate.parse(String.valueOf(day));
      boolean fits = last.isAfter(today) && last.isBefore(today.plusYears(LONGEST_YEARS));
      return fits
          ? last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(1, ChronoUnit.SECONDS)
          : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
