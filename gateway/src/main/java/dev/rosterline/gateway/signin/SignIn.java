package dev.rosterline.gateway.signin;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.AccountPolicy.AccountType;
import dev.rosterline.contract.RoleRules;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may sign in.
 *
 * @param member who it is; null where nobody is known by that name
 * @param roles of the application, in order
 * @param teacher whether they teach; null where the account is no school
 * @param until when the access ends that is still there; null where no end is known
 */
record SignIn(
    boolean allowed,
    Reason reason,
    @Nullable UUID member,
    @Nullable String userName,
    List<String> roles,
    @Nullable Boolean teacher,
    @Nullable Instant until) {

  static final SignIn UNKNOWN =
      new SignIn(false, Reason.UNKNOWN, null, null, List.of(), null, null);

  /** Why. */
  enum Reason {
    ACTIVE("active"),
    /** The identity provider deleted them; they keep access through the grace period. */
    REMOVAL_PENDING("removal-pending"),
    /** The identity provider wants them out, but the brake holds that. */
    HELD("held"),
    BLOCKED("blocked"),
    /** Never here, or removed. */
    UNKNOWN("unknown");

    private final String wire;

    Reason(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  /**
   * What an account says of roles.
   *
   * @param rules the mappings of the policy, compiled
   */
  record Roles(AccountPolicy policy, RoleRules rules) {

    SortedSet<String> of(List<String> groups) {
      SortedSet<String> roles = new TreeSet<>(rules.roles(groups));
      String byDefault = policy.defaultRole();
      if (byDefault != null) {
        roles.add(byDefault);
      }
      return roles;
    }

    @Nullable Boolean teaches(List<String> groups) {
      return policy.accountType() == AccountType.SCHOOL ? rules.teaches(groups) : null;
    }
  }

  /**
   * What the directory says of one member.
   *
   * @param admitted neither blocked nor about to be
   * @param held what the brake keeps from happening
   * @param groups their names
   */
  record Found(
      UUID member,
      String userName,
      boolean admitted,
      @Nullable String held,
      @Nullable Instant removalDueAt,
      @Nullable String policy,
      List<String> groups) {

    SignIn decide(Roles roles) {
      return new SignIn(
          admitted,
          reason(),
          member,
          userName,
          List.copyOf(roles.of(groups)),
          roles.teaches(groups),
          removalDueAt);
    }

    private Reason reason() {
      if (!admitted) {
        return Reason.BLOCKED;
      }
      if (held != null) {
        return Reason.HELD;
      }
      return removalDueAt == null ? Reason.ACTIVE : Reason.REMOVAL_PENDING;
    }
  }
}
