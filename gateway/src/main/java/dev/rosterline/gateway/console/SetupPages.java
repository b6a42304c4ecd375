package dev.rosterline.gateway.console;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.gateway.access.OwnHostStore;
import dev.rosterline.gateway.admin.AccountChanges;
import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.admin.PolicyStore;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How to connect an identity provider, and whether it has been heard of. */
@Controller
class SetupPages {

  private final Shell shell;
  private final AccountStore accounts;
  private final OwnHostStore hosts;
  private final PolicyStore policies;
  private final AccountChanges changes;
  private final String baseUrl;
  private final Clock clock;

  SetupPages(
      Shell shell,
      AccountStore accounts,
      OwnHostStore hosts,
      PolicyStore policies,
      AccountChanges changes,
      RepresentationWriter representations,
      Clock clock) {
    this.shell = shell;
    this.accounts = accounts;
    this.hosts = hosts;
    this.policies = policies;
    this.changes = changes;
    this.baseUrl = representations.baseUrl();
    this.clock = clock;
  }

  @GetMapping("/console/accounts/{account}/setup")
  Mono<Rendering> setup(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "entra") String idp,
      ServerHttpRequest request) {
    return page(account, idp, request, "");
  }

  /** The switch, where one misses it; an account that never had a token gets its first. */
  @PostMapping("/console/accounts/{account}/setup/on")
  Mono<Rendering> on(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "entra") String idp,
      Principal admin,
      ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
    ObjectNode on = JsonMapper.shared().createObjectNode().put("integrationEnabled", true);
    return changes
        .policy(account, on, null, admin.getName())
        .map(policy -> policy.path(AccountChanges.FIRST_TOKEN).path("token").asString(""))
        .flatMap(secret -> page(account, idp, exchange.getRequest(), secret));
  }

  /**
   * @param secret of the first token, which is shown this once; empty for none
   */
  private Mono<Rendering> page(UUID account, String idp, ServerHttpRequest request, String secret) {
    return Mono.zip(
            tokens(account),
            policies.policy(account).defaultIfEmpty(AccountPolicy.DEFAULT),
            ownHost(account))
        .flatMap(
            all -> {
              Map<String, Object> model = heard(account, all.getT1());
              model.put("providers", List.of(Provider.values()));
              model.put("provider", Provider.of(idp));
              model.put("baseUrl", at(all.getT3(), baseUrl(request)));
              model.put("ownHost", !all.getT3().isEmpty());
              model.put("policy", all.getT2());
              model.put("liveTokens", all.getT1().stream().filter(TokenView::isLive).count());
              if (!secret.isEmpty()) {
                model.put("secret", secret);
              }
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
    return accounts.tokens(account).map(rows -> TokenView.all(rows, now));
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
