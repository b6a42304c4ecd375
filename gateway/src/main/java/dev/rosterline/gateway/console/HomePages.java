package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.admins.AdminsProperties;
import dev.rosterline.gateway.admins.Permissions;
import dev.rosterline.gateway.admins.Registrations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way in. */
@Controller
class HomePages {

  private final AccountStore accounts;
  private final Registrations registrations;
  private final AdminsProperties admins;

  HomePages(AccountStore accounts, Registrations registrations, AdminsProperties admins) {
    this.accounts = accounts;
    this.registrations = registrations;
    this.admins = admins;
  }

  @GetMapping("/console")
  Mono<String> home() {
    return Mono.zip(Permissions.current(), accounts.accounts())
        .map(both -> both.getT1().visible(both.getT2()))
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
    model.addAttribute("refused", query.containsKey("refused"));
    model.addAttribute("offers", registrations.offers());
    model.addAttribute("local", admins.local());
    return "console/sign-in";
  }
}
