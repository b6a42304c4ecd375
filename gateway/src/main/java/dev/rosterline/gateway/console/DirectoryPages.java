package dev.rosterline.gateway.console;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.RoleRules;
import dev.rosterline.gateway.admin.AccountChanges;
import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.admin.MemberListStore;
import dev.rosterline.gateway.admin.PolicyStore;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Who is in, since when, leaving when; and the groups that were pushed. */
@Controller
class DirectoryPages {

  private final Shell shell;
  private final DirectoryViewStore directory;
  private final PeopleSearch search;
  private final PolicyStore policies;
  private final AccountChanges changes;
  private final MemberListStore lists;

  DirectoryPages(
      Shell shell,
      DirectoryViewStore directory,
      PeopleSearch search,
      PolicyStore policies,
      AccountChanges changes,
      MemberListStore lists) {
    this.shell = shell;
    this.directory = directory;
    this.search = search;
    this.policies = policies;
    this.changes = changes;
    this.lists = lists;
  }

  @GetMapping("/console/accounts/{account}/people")
  Mono<Rendering> people(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "00000000-0000-0000-0000-000000000000") UUID afterId) {
    return Mono.zip(
            q.isBlank()
                ? directory.people(account, state, after, afterId).map(PeopleSearch.People::of)
                : search.find(account, q, state, after, afterId),
            directory.counts(account),
            policies.policy(account).defaultIfEmpty(AccountPolicy.DEFAULT))
        .flatMap(
            all ->
                shell.page(
                    account,
                    "people",
                    Map.of(
                        "people",
                        all.getT1(),
                        "roles",
                        roles(all.getT1().rows(), all.getT3()),
                        "guarded",
                        all.getT3().protectedMembers().stream().map(Object::toString).toList(),
                        "counts",
                        all.getT2(),
                        "q",
                        q,
                        "state",
                        state)));
  }

  /** Whom groups name although nobody of that id is there yet. */
  @GetMapping("/console/accounts/{account}/people/awaited")
  Mono<Rendering> awaited(
      @PathVariable UUID account,
      @RequestParam(defaultValue = "00000000-0000-0000-0000-000000000000") UUID group,
      @RequestParam(defaultValue = "00000000-0000-0000-0000-000000000000") UUID value) {
    return lists
        .awaited(account, group, value, DirectoryViewStore.PAGE + 1)
        .flatMap(
            rows ->
                shell.page(
                    account,
                    "people",
                    "awaited",
                    Map.of(
                        "awaited",
                        Paged.of(
                            rows.stream().map(Awaited::of).toList(), DirectoryViewStore.PAGE))));
  }

  /** Somebody who is to be in a group. */
  record Awaited(String group, String groupName, String value) {

    static Awaited of(ObjectNode node) {
      return new Awaited(
          node.path("group").asString(),
          node.path("groupName").asString(),
          node.path("value").asString());
    }
  }

  /** By member, each role with what gives it. */
  private static Map<String, List<RoleRules.Reason>> roles(
      List<DirectoryViewStore.Person> people, AccountPolicy policy) {
    RoleRules rules = RoleRules.of(policy.mappings());
    Map<String, List<RoleRules.Reason>> roles = new HashMap<>();
    for (DirectoryViewStore.Person person : people) {
      List<RoleRules.Reason> reasons = new ArrayList<>();
      String byDefault = policy.defaultRole();
      if (byDefault != null) {
        reasons.add(new RoleRules.Reason(byDefault, "everybody"));
      }
      reasons.addAll(rules.reasons(person.groups()));
      roles.put(person.id(), reasons);
    }
    return roles;
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

  @PostMapping("/console/accounts/{account}/people/{member}/protect")
  Mono<String> protect(@PathVariable UUID account, @PathVariable UUID member, Principal admin) {
    return done(account, "", changes.protection(account, member, true, admin.getName()));
  }

  @PostMapping("/console/accounts/{account}/people/{member}/unprotect")
  Mono<String> unprotect(@PathVariable UUID account, @PathVariable UUID member, Principal admin) {
    return done(account, "", changes.protection(account, member, false, admin.getName()));
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
