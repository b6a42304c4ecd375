package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.admin.ReplayDecider;
import dev.rosterline.gateway.admin.Replays;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Why one operation ended as it did; and failed ones done again, one or all of a filter. */
@Controller
class OperationPages {

  private static final String ACTIVITY = "/console/accounts/{account}/activity";
  private static final String ONE = ACTIVITY + "/{id:[0-9a-fA-F-]{36}}";
  private static final String[] FILTERS = {
    "q", "operation", "result", "resource", "client", "token", "from", "to"
  };

  private final Shell shell;
  private final Replays replays;

  OperationPages(Shell shell, Replays replays) {
    this.shell = shell;
    this.replays = replays;
  }

  /**
   * @param again the operation that repeated this one a moment ago
   */
  @GetMapping(ONE)
  Mono<Rendering> one(
      @PathVariable UUID account,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID again) {
    return replays
        .operation(account, id)
        .zipWhen(_ -> again == null ? Mono.just(Map.<String, Object>of()) : result(account, again))
        .flatMap(
            both ->
                shell.page(account, "activity", "operation", model(both.getT1(), both.getT2())));
  }

  /** It is decided, though the activity log may not have heard of it yet. */
  private Mono<Map<String, Object>> result(UUID account, UUID again) {
    return replays
        .operation(account, again)
        .map(found -> Map.<String, Object>of("again", again, "repeated", ActivityView.of(found)))
        .onErrorResume(AdminException.class, _ -> Mono.just(Map.of("again", again)));
  }

  private static Map<String, Object> model(JsonNode found, Map<String, Object> more) {
    Map<String, Object> model = new HashMap<>(more);
    model.put("row", ActivityView.of(found));
    model.put("evidence", EvidenceView.of(found.path("evidence")));
    model.put("repeatable", false);
    switch (ReplayDecider.decide(found)) {
      case ReplayDecider.Answer.Again _ -> model.put("repeatable", true);
      case ReplayDecider.Answer.Never never -> model.put("never", never.reason());
    }
    return model;
  }

  @PostMapping(ONE + "/replay")
  Mono<String> replay(@PathVariable UUID account, @PathVariable UUID id, Principal admin) {
    String page = "redirect:/console/accounts/" + account + "/activity/" + id;
    return replays
        .replay(account, id, admin.getName())
        .map(reply -> page + "?again=" + reply.command());
  }

  @PostMapping(ACTIVITY + "/replay")
  Mono<String> replayAll(@PathVariable UUID account, ServerWebExchange exchange, Principal admin) {
    return exchange
        .getFormData()
        .flatMap(
            form ->
                replays
                    .replayAll(account, ActivityReader.filters(form), admin.getName())
                    .map(sum -> "redirect:" + list(account, form, sum)));
  }

  private static String list(
      UUID account, MultiValueMap<String, String> form, Replays.Summary sum) {
    Map<String, Object> values = new HashMap<>();
    UriComponentsBuilder page =
        UriComponentsBuilder.fromPath("/console/accounts/" + account + "/activity");
    for (String name : FILTERS) {
      String value = form.getFirst(name);
      if (value != null && !value.isEmpty()) {
        page.queryParam(name, "{" + name + "}");
        values.put(name, value);
      }
    }
    return page.queryParam("done", sum.done())
        .queryParam("failed", sum.failed())
        .queryParam("skipped", sum.skipped())
        .queryParam("more", sum.more())
        .encode()
        .buildAndExpand(values)
        .toUriString();
  }
}
