package dev.rosterline.gateway.console;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.gateway.admin.AccountChanges;
import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.admin.PolicyStore;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The account's policy: its switches, the grace period, the brake. */
@Controller
class SettingsPages {

  private static final String[] SWITCHES = {
    "integrationEnabled", "provisioning", "ssoActive", "planIncludesProvisioning"
  };
  private static final String[] CHOICES = {"onDelete", "matchOn", "accountType", "mode"};
  private static final String[] NUMBERS = {"gracePeriodDays", "brakeFloor", "brakePercent"};
  private static final int LONGEST_NAME = 200;

  private final Shell shell;
  private final AccountStore accounts;
  private final PolicyStore policies;
  private final AccountChanges changes;
  private final FirstToken firstToken;

  SettingsPages(
      Shell shell,
      AccountStore accounts,
      PolicyStore policies,
      AccountChanges changes,
      FirstToken firstToken) {
    this.shell = shell;
    this.accounts = accounts;
    this.policies = policies;
    this.changes = changes;
    this.firstToken = firstToken;
  }

  @GetMapping("/console/accounts/{account}/settings")
  Mono<Rendering> settings(
      @PathVariable UUID account, @RequestParam(defaultValue = "false") boolean saved) {
    return page(account, Map.of("saved", saved));
  }

  @PostMapping("/console/accounts/{account}/settings")
  Mono<Rendering> save(@PathVariable UUID account, Principal admin, ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
    return exchange
        .getFormData()
        .flatMap(form -> save(account, admin.getName(), form))
        .onErrorResume(
            AdminException.class,
            refused -> page(account, Map.of("problem", refused.detail(), "saved", false)));
  }

  private Mono<Rendering> save(UUID account, String admin, MultiValueMap<String, String> form) {
    String name = String.valueOf(form.getFirst("name")).trim();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return Mono.error(new AdminException(400, "The name must have 1 to 200 characters"));
    }
    return policies
        .policy(account)
        .map(AccountPolicy::integrationEnabled)
        .defaultIfEmpty(true)
        .flatMap(
            wasOn ->
                changes
                    .policy(account, settings(form), null, admin)
                    .then(accounts.rename(account, name))
                    .then(
                        !wasOn && form.containsKey("integrationEnabled")
                            ? firstToken.of(account)
                            : Mono.empty()))
        .flatMap(secret -> page(account, Map.of("saved", true, "secret", secret)))
        .switchIfEmpty(
            Mono.fromSupplier(
                () ->
                    Rendering.redirectTo("/console/accounts/" + account + "/settings?saved=true")
                        .build()));
  }

  /** A switch that is off is not in the form at all. */
  private static ObjectNode settings(MultiValueMap<String, String> form) {
    ObjectNode settings = JsonMapper.shared().createObjectNode();
    for (String name : SWITCHES) {
      settings.put(name, form.containsKey(name));
    }
    for (String name : CHOICES) {
      settings.put(name, String.valueOf(form.getFirst(name)));
    }
    for (String name : NUMBERS) {
      settings.put(name, number(name, String.valueOf(form.getFirst(name))));
    }
    String role = String.valueOf(form.getOrDefault("defaultRole", List.of("")).getFirst());
    return role.isBlank() ? settings.putNull("defaultRole") : settings.put("defaultRole", role);
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new AdminException(400, name + " must be a whole number");
    }
  }

  private Mono<Rendering> page(UUID account, Map<String, ?> model) {
    return policies
        .policy(account)
        .flatMap(
            policy -> {
              Map<String, Object> all = new HashMap<>(model);
              all.put("policy", policy);
              return shell.page(account, "settings", all);
            })
        .switchIfEmpty(Mono.defer(() -> shell.page(account, "settings", model)));
  }
}
