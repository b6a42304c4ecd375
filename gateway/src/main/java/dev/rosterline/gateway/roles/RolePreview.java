package dev.rosterline.gateway.roles;

import dev.rosterline.contract.RoleRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What other mappings would change, before they are saved. */
@Component
public class RolePreview {

  private final RoleMembersStore members;

  public RolePreview(RoleMembersStore members) {
    this.members = members;
  }

  /** Who would gain and who would lose one role. */
  public record Change(
      String role, RoleMembersStore.Members gained, RoleMembersStore.Members lost) {}

  private record Groups(Set<UUID> before, Set<UUID> after) {

    Groups() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    boolean differ() {
      return !before.equals(after);
    }
  }

  /** By role; those that nobody gains or loses are left out. */
  public Mono<List<Change>> compare(UUID account, RoleRules before, RoleRules after) {
    return members
        .groups(account)
        .map(groups -> byRole(groups, before, after))
        .flatMapIterable(SortedMap::entrySet)
        .filter(role -> role.getValue().differ())
        .concatMap(role -> change(account, role.getKey(), role.getValue()))
        .filter(change -> change.gained().count() + change.lost().count() > 0)
        .collectList();
  }

  private Mono<Change> change(UUID account, String role, Groups groups) {
    return Flux.concat(
            members.between(account, groups.after(), groups.before()),
            members.between(account, groups.before(), groups.after()))
        .collectList()
        .map(both -> new Change(role, both.getFirst(), both.getLast()));
  }

  private static SortedMap<String, Groups> byRole(
      Map<UUID, String> groups, RoleRules before, RoleRules after) {
    SortedMap<String, Groups> roles = new TreeMap<>();
    groups.forEach(
        (id, name) -> {
          List<String> one = List.of(name);
          before.roles(one).forEach(role -> of(roles, role).before().add(id));
          after.roles(one).forEach(role -> of(roles, role).after().add(id));
        });
    return roles;
  }

  private static Groups of(SortedMap<String, Groups> roles, String role) {
    return roles.computeIfAbsent(role, _ -> new Groups());
  }
}
