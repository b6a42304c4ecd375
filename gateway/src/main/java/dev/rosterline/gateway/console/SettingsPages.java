package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AccountStore;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The switch of the integration and the grace period. */
@Controller
class SettingsPages {

  private static final int LONGEST_GRACE = 90;

  private final Shell shell;
  private final AccountStore accounts;

  SettingsPages(Shell shell, AccountStore accounts) {
    this.shell = shell;
    this.accounts = accounts;
  }

  @GetMapping("/console/accounts/{account}/settings")
  Mono<Rendering> settings(
      @PathVariable UUID account, @RequestParam(defaultValue = "false") boolean saved) {
    return shell.page(account, "settings", Map.of("saved", saved));
  }

  @PostMapping("/console/accounts/{account}/settings")
  Mono<Rendering> save(@PathVariable UUID account, ServerWebExchange exchange) {
    return exchange.getFormData().flatMap(form -> save(account, form));
  }

  private Mono<Rendering> save(UUID account, MultiValueMap<String, String> form) {
    String name = String.valueOf(form.getFirst("name")).trim();
    int days = days(String.valueOf(form.getFirst("graceDays")));
    if (name.isEmpty() || name.length() > 200) {
      return refused(account, "The name must have 1 to 200 characters.");
    }
    if (days < 0) {
      return refused(account, "The grace period is 0 to 90 whole days.");
    }
    return accounts
        .update(account, name, form.containsKey("enabled"), days)
        .map(
            _ ->
                Rendering.redirectTo("/console/accounts/" + account + "/settings?saved=true")
                    .build());
  }

  private Mono<Rendering> refused(UUID account, String problem) {
    return shell.page(account, "settings", Map.of("problem", problem, "saved", false));
  }

  private static int days(String text) {
    try {
      int days = Integer.parseInt(text.trim());
      return days <= LONGEST_GRACE ? days : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
