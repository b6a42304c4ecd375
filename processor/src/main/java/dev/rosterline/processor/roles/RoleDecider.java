package dev.rosterline.processor.roles;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.MembershipEvent.About;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.RoleGrant;
import dev.rosterline.contract.RoleMapping;
import dev.rosterline.contract.ScimId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules about what groups give. A role has one reason, the first mapping and group that give
 * it, one that makes a teacher before one that does not; another reason for the same role is no
 * news.
 */
public final class RoleDecider {

  private RoleDecider() {}

  /** Something to be told of a member. */
  public record Change(Type type, About about) {}

  /**
   * What an account gives the members of some groups.
   *
   * @param groups in the order of their names
   * @param meaning the account's mappings that mean a group of a name, in their order
   */
  public static Grants grants(
      AccountPolicy policy, List<GroupRef> groups, Function<String, List<RoleMapping>> meaning) {
    Map<String, RoleGrant> roles = new LinkedHashMap<>();
    for (GroupRef group : groups) {
      for (RoleMapping mapping : meaning.apply(group.name())) {
        boolean teacher = policy.isSchool() && mapping.teacher();
        var grant = new RoleGrant(mapping.role(), teacher, group, mapping);
        roles.merge(mapping.role(), grant, RoleDecider::stronger);
      }
    }
    String byDefault = policy.defaultRole();
    if (byDefault != null) {
      roles.putIfAbsent(byDefault, RoleGrant.byDefault(byDefault));
    }
    return new Grants(List.copyOf(roles.values()), policy.isSchool() ? groups : List.of());
  }

  private static RoleGrant stronger(RoleGrant first, RoleGrant second) {
    return second.teacher() && !first.teacher() ? second : first;
  }

  /** In the order in which it is told: what ends before what begins. */
  public static List<Change> changes(Grants before, Grants after) {
    Map<ScimId, GroupRef> classesBefore = byId(before);
    Map<ScimId, GroupRef> classesAfter = byId(after);
    Map<String, RoleGrant> rolesBefore = byRole(before);
    Map<String, RoleGrant> rolesAfter = byRole(after);
    List<Change> changes = new ArrayList<>();
    before.classes().stream()
        .filter(it -> !classesAfter.containsKey(it.id()))
        .forEach(it -> changes.add(new Change(Type.CLASS_LEFT, it)));
    before.roles().stream()
        .filter(grant -> !rolesAfter.containsKey(grant.role()))
        .forEach(grant -> changes.add(new Change(Type.ROLE_LOST, grant)));
    after.classes().stream()
        .filter(it -> !classesBefore.containsKey(it.id()))
        .forEach(it -> changes.add(new Change(Type.CLASS_JOINED, it)));
    after.roles().stream()
        .filter(grant -> isNews(rolesBefore.get(grant.role()), grant))
        .forEach(grant -> changes.add(new Change(Type.ROLE_GAINED, grant)));
    return changes;
  }

  private static boolean isNews(@Nullable RoleGrant before, RoleGrant after) {
    return before == null || !before.isSameAs(after);
  }

  private static Map<ScimId, GroupRef> byId(Grants grants) {
    Map<ScimId, GroupRef> classes = new LinkedHashMap<>();
    grants.classes().forEach(it -> classes.put(it.id(), it));
    return classes;
  }

  private static Map<String, RoleGrant> byRole(Grants grants) {
    Map<String, RoleGrant> roles = new LinkedHashMap<>();
    grants.roles().forEach(grant -> roles.put(grant.role(), grant));
    return roles;
  }
}
