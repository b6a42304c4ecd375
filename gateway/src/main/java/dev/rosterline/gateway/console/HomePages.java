package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AccountStore;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way in. */
@Controller
class HomePages {

  private final AccountStore accounts;

  HomePages(AccountStore accounts) {
    this.accounts = accounts;
  }

  @GetMapping("/console")
  Mono<String> home() {
    return accounts
        .accounts()
        .map(
            all ->
                all.isEmpty()
                    ? "console/nothing"
                    : "redirect:/console/accounts/"
                        + all.getFirst().path("id").asString()
                        + "/setup");
  }

  @GetMapping(ConsoleSecurity.SIGN_IN)
  String signIn(ServerWebExchange exchange, Model model) {
    var query = exchange.getRequest().getQueryParams();
    model.addAttribute("failed", query.containsKey("error"));
    model.addAttribute("out", query.containsKey("out"));
    return "console/sign-in";
  }
}
