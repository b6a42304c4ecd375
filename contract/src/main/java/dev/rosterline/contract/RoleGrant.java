package dev.rosterline.contract;

import org.jspecify.annotations.Nullable;

/**
 * A role of the application that a member has, and what gives it.
 *
 * @param teacher whether they teach by it; never on an account that is no school
 * @param group the first that gives it; null for the account's default role
 * @param mapping the first that gives it by this group; null for the account's default role
 */
public record RoleGrant(
    String role, boolean teacher, @Nullable GroupRef group, @Nullable RoleMapping mapping)
    implements MembershipEvent.About {

  public static RoleGrant byDefault(String role) {
    return new RoleGrant(role, false, null, null);
  }

  /** Whether a subscriber would see no difference. */
  public boolean isSameAs(RoleGrant other) {
    return role.equals(other.role) && teacher == other.teacher;
  }
}
