package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AccountChanges;
import dev.rosterline.gateway.admin.AdminException;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Who is in, since when, leaving when; and the groups that were pushed. */
@Controller
class DirectoryPages {

  private final Shell shell;
  private final DirectoryViewStore directory;
  private final AccountChanges changes;

  DirectoryPages(Shell shell, DirectoryViewStore directory, AccountChanges changes) {
    this.shell = shell;
    this.directory = directory;
    this.changes = changes;
  }

  @GetMapping("/console/accounts/{account}/people")
  Mono<Rendering> people(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "00000000-0000-0000-0000-000000000000") UUID afterId) {
    return Mono.zip(directory.people(account, q, state, after, afterId), directory.counts(account))
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

  @PostMapping("/console/accounts/{account}/people/{member}/cancel-removal")
  Mono<String> cancelRemoval(
      @PathVariable UUID account, @PathVariable UUID member, Principal admin) {
    return done(account, "pending", changes.cancelRemoval(account, member, admin.getName()));
  }

  @PostMapping("/console/accounts/{account}/people/{member}/release")
  Mono<String> release(@PathVariable UUID account, @PathVariable UUID member, Principal admin) {
    return done(account, "held", changes.releaseHold(account, member, admin.getName()));
  }

  @PostMapping("/console/accounts/{account}/people/{member}/keep")
  Mono<String> keep(@PathVariable UUID account, @PathVariable UUID member, Principal admin) {
    return done(account, "held", changes.cancelHold(account, member, admin.getName()));
  }

  /** Back to the list; one who changed meanwhile is shown there as they are now. */
  private static Mono<String> done(UUID account, String state, Mono<Void> change) {
    return change
        .onErrorResume(AdminException.class, _ -> Mono.empty())
        .thenReturn("redirect:/console/accounts/" + account + "/people?state=" + state);
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
