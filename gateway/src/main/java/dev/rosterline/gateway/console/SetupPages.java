package dev.rosterline.gateway.console;

import dev.rosterline.gateway.access.OwnHostStore;
import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** How to connect an identity provider, and whether it has been heard of. */
@Controller
class SetupPages {

  private final Shell shell;
  private final AccountStore accounts;
  private final OwnHostStore hosts;
  private final String baseUrl;
  private final Clock clock;

  SetupPages(
      Shell shell,
      AccountStore accounts,
      OwnHostStore hosts,
      RepresentationWriter representations,
      Clock clock) {
    this.shell = shell;
    this.accounts = accounts;
    this.hosts = hosts;
    this.baseUrl = representations.baseUrl();
    this.clock = clock;
  }

  @GetMapping("/console/accounts/{account}/setup")
  Mono<Rendering> setup(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "entra") String idp,
      ServerHttpRequest request) {
    return Mono.zip(tokens(account), ownHost(account))
        .flatMap(
            both -> {
              List<TokenView> tokens = both.getT1();
              Map<String, Object> model = heard(account, tokens);
              model.put("providers", List.of(Provider.values()));
              model.put("provider", Provider.of(idp));
              model.put("baseUrl", at(both.getT2(), baseUrl(request)));
              model.put("ownHost", !both.getT2().isEmpty());
              model.put("liveTokens", tokens.stream().filter(TokenView::isLive).count());
              return shell.page(account, "setup", model);
            });
  }

  /** The part that is asked for again and again until a call has come. */
  @GetMapping("/console/accounts/{account}/setup/heard")
  Mono<Rendering> heard(@PathVariable UUID account) {
    return tokens(account)
        .map(
            tokens ->
                Rendering.view("console/setup :: heard").model(heard(account, tokens)).build());
  }

  private Mono<String> ownHost(UUID account) {
    return hosts.of(account).map(OwnHostStore.OwnHost::host).defaultIfEmpty("");
  }

  private static String at(String ownHost, String address) {
    return ownHost.isEmpty()
        ? address
        : UriComponentsBuilder.fromUriString(address).host(ownHost).build().toUriString();
  }

  private Mono<List<TokenView>> tokens(UUID account) {
    Instant now = clock.instant();
    return accounts
        .tokens(account)
        .map(rows -> rows.stream().map(row -> TokenView.of(row, now)).toList());
  }

  private static Map<String, Object> heard(UUID account, List<TokenView> tokens) {
    Optional<TokenView> last =
        tokens.stream()
            .filter(token -> token.lastUsedAt() != null)
            .max(Comparator.comparing(token -> Objects.requireNonNull(token.lastUsedAt())));
    Map<String, Object> model = new HashMap<>();
    model.put("accountId", account);
    last.ifPresent(token -> model.put("last", token));
    return model;
  }

  /** Without a configured address, the one that the admin's browser has used. */
  private String baseUrl(ServerHttpRequest request) {
    return baseUrl.startsWith("/")
        ? request.getURI().resolve("/").toString().replaceAll("/$", "") + baseUrl
        : baseUrl;
  }
}
