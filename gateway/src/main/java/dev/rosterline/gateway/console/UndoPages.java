package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.admin.Undo;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who left by a mistake of the identity provider: looked at first, then brought back. */
@Controller
class UndoPages {

  private static final String PAGE = "/console/accounts/{account}/people/undo";

  private final Shell shell;
  private final Undo undo;

  UndoPages(Shell shell, Undo undo) {
    this.shell = shell;
    this.undo = undo;
  }

  @GetMapping(PAGE)
  Mono<Rendering> look(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to) {
    Map<String, Object> model = new HashMap<>(Map.of("from", from, "to", to));
    if (from.isEmpty() || to.isEmpty()) {
      return shell.page(account, "people", "undo", model);
    }
    return Mono.defer(() -> undo.plan(account, instant(from), instant(to)))
        .doOnNext(plan -> model.put("plan", plan))
        .then()
        .onErrorResume(
            AdminException.class,
            refused -> Mono.fromRunnable(() -> model.put("problem", refused.detail())))
        .then(Mono.defer(() -> shell.page(account, "people", "undo", model)));
  }

  @PostMapping(PAGE)
  Mono<Rendering> bringBack(
      @PathVariable UUID account, Principal admin, ServerWebExchange exchange) {
    return exchange
        .getFormData()
        .flatMap(
            form -> {
              Instant from = instant(String.valueOf(form.getFirst("from")));
              Instant to = instant(String.valueOf(form.getFirst("to")));
              return undo.plan(account, from, to);
            })
        .flatMap(plan -> undo.run(account, plan, admin.getName()))
        .flatMap(
            sum -> shell.page(account, "people", "undo", Map.of("from", "", "to", "", "sum", sum)));
  }

  /** As a form sends it: without a zone, which is UTC on every page. */
  private static Instant instant(String text) {
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw new AdminException(400, "Expected a date and time");
    }
  }
}
