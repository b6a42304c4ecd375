package dev.rosterline.gateway.console;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Who is in, since when, leaving when; and the groups that were pushed. */
@Controller
class DirectoryPages {

  private final Shell shell;
  private final DirectoryViewStore directory;

  DirectoryPages(Shell shell, DirectoryViewStore directory) {
    this.shell = shell;
    this.directory = directory;
  }

  @GetMapping("/console/accounts/{account}/people")
  Mono<Rendering> people(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String after) {
    return Mono.zip(directory.people(account, q, state, after), directory.counts(account))
        .flatMap(
            both ->
                shell.page(
                    account,
                    "people",
                    Map.of(
                        "people",
                        Paged.of(both.getT1(), DirectoryViewStore.PAGE),
                        "counts",
                        both.getT2(),
                        "q",
                        q,
                        "state",
                        state)));
  }

  @GetMapping("/console/accounts/{account}/groups")
  Mono<Rendering> groups(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String after) {
    return directory
        .groups(account, q, after)
        .flatMap(
            groups ->
                shell.page(
                    account,
                    "groups",
                    Map.of("groups", Paged.of(groups, DirectoryViewStore.PAGE), "q", q)));
  }
}
