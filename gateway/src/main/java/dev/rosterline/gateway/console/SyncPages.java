package dev.rosterline.gateway.console;

import dev.rosterline.gateway.sync.Progress;
import dev.rosterline.gateway.sync.SyncProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** How an initial sync is going: numbers of now, and what was decided lately. */
@Controller
class SyncPages {

  private final Shell shell;
  private final SyncProgress progress;

  SyncPages(Shell shell, SyncProgress progress) {
    this.shell = shell;
    this.progress = progress;
  }

  @GetMapping("/console/accounts/{account}/sync")
  Mono<Rendering> sync(@PathVariable UUID account) {
    return progress.of(account).flatMap(now -> shell.page(account, "sync", model(account, now)));
  }

  /** What changes while one looks at it. */
  @GetMapping("/console/accounts/{account}/sync/now")
  Mono<Rendering> now(@PathVariable UUID account) {
    return progress
        .of(account)
        .map(now -> Rendering.view("console/sync :: now").model(model(account, now)).build());
  }

  private static Map<String, Object> model(UUID account, Progress now) {
    Map<String, Object> model = new HashMap<>();
    model.put("accountId", account);
    model.put("progress", now);
    model.put("minutes", Chart.of(now.minutes()));
    model.put("hours", Chart.of(now.hours()));
    model.put("waited", Chart.ofWaiting(now.waited(), now.at()));
    return model;
  }
}
