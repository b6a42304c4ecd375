package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.admins.Permissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What every page of an account has around it: its name, the others, where one is. */
@Component
class Shell {

  private final AccountStore accounts;

  Shell(AccountStore accounts) {
    this.accounts = accounts;
  }

  /**
   * @param page name of the template and of the entry in the navigation
   */
  Mono<Rendering> page(UUID account, String page, Map<String, ?> model) {
    return page(account, page, page, model);
  }

  Mono<Rendering> page(UUID account, String page, String template, Map<String, ?> model) {
    return Mono.zip(Permissions.current(), accounts.accounts())
        .map(both -> both.getT1().visible(both.getT2()))
        .map(list -> list.stream().map(AccountView::of).toList())
        .map(
            all ->
                Rendering.view("console/" + template)
                    .model(model)
                    .modelAttribute("accounts", all)
                    .modelAttribute("account", named(all, account))
                    .modelAttribute("page", page)
                    .build());
  }

  private static AccountView named(List<AccountView> all, UUID account) {
    return all.stream()
        .filter(view -> view.id().equals(account.toString()))
        .findFirst()
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such account"));
  }
}
