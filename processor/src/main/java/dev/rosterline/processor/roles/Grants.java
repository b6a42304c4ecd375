package dev.rosterline.processor.roles;

import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.RoleGrant;
import dev.rosterline.contract.Standing;
import java.util.Comparator;
import java.util.List;

/**
 * What a member has by their groups, as subscribers were told last.
 *
 * @param roles by their names, each once
 * @param classes by their ids; each with the name it had when the member was looked at last
 */
public record Grants(List<RoleGrant> roles, List<GroupRef> classes) {

  public static final Grants NONE = new Grants(List.of(), List.of());

  public Grants {
    roles = roles.stream().sorted(Comparator.comparing(RoleGrant::role)).toList();
    classes = classes.stream().sorted(Comparator.comparing(it -> it.id().value())).toList();
  }

  public Standing standing() {
    return isNone()
        ? Standing.NONE
        : new Standing(
            roles.stream().map(RoleGrant::role).toList(),
            roles.stream().anyMatch(RoleGrant::teacher),
            classes.stream().map(GroupRef::id).toList());
  }

  public boolean isNone() {
    return roles.isEmpty() && classes.isEmpty();
  }
}
