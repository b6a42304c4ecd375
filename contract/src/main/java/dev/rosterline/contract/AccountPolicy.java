package dev.rosterline.contract;

import dev.rosterline.scim.json.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account's owner means by provisioning.
 *
 * @param version +1 with each effective change, 0 before the first
 * @param preset the one it was last set from, null where there is none
 * @param provisioning whether the identity provider may create and remove
 * @param gracePeriodDays between DELETE and removal
 * @param defaultRole of a new member, null for none
 * @param ssoActive whether single sign-on is set up and active; without it no call is served
 * @param planIncludesProvisioning whether the account's plan includes SCIM
 * @param integrationEnabled the owner's own switch
 * @param brakeFloor removals and blocks an hour that are never held
 * @param brakePercent share of the members that may leave within an hour
 * @param mappings which groups give which roles
 * @param protectedMembers whom nothing takes away from the account, its owner for one
 * @param graceChangedAt since then the dates of pending removals follow this policy; null where the
 *     grace period never changed
 */
public record AccountPolicy(
    long version,
    @Nullable String preset,
    boolean provisioning,
    int gracePeriodDays,
    OnDelete onDelete,
    MatchOn matchOn,
    @Nullable String defaultRole,
    AccountType accountType,
    boolean ssoActive,
    boolean planIncludesProvisioning,
    boolean integrationEnabled,
    Mode mode,
    int brakeFloor,
    int brakePercent,
    List<RoleMapping> mappings,
    List<MemberId> protectedMembers,
    @Nullable Instant graceChangedAt,
    @Nullable Instant changedAt) {

  public static final int LONGEST_GRACE_DAYS = 90;
  public static final int LONGEST_ROLE = 100;
  public static final int MOST_MAPPINGS = 200;
  public static final int MOST_PROTECTED = 20;
  public static final int HIGHEST_FLOOR = 1_000_000;

  /** Of an account that never changed anything. */
  public static final AccountPolicy DEFAULT =
      new AccountPolicy(
          0,
          null,
          true,
          30,
          OnDelete.REMOVE,
          MatchOn.USER_NAME,
          null,
          AccountType.BUSINESS,
          true,
          true,
          true,
          Mode.LENIENT,
          50,
          10,
          List.of(),
          List.of(),
          null,
          null);

  /** What DELETE does to a member. */
  public enum OnDelete {
    /** Removed when the grace period is over. */
    REMOVE,
    /** Blocked, and kept. */
    DEACTIVATE
  }

  /** What tells that a person is there already. */
  public enum MatchOn {
    USER_NAME,
    EMAIL
  }

  /** What a pushed group becomes. */
  public enum AccountType {
    BUSINESS,
    SCHOOL
  }

  /**
   * @throws IllegalArgumentException naming the member that has no such value
   */
  public AccountPolicy {
    mappings = List.copyOf(mappings);
    protectedMembers = List.copyOf(protectedMembers);
    require(
        protectedMembers.size() <= MOST_PROTECTED,
        "protectedMembers must be " + MOST_PROTECTED + " at most");
    require(mappings.size() <= MOST_MAPPINGS, "mappings must be " + MOST_MAPPINGS + " at most");
    require(
        gracePeriodDays >= 0 && gracePeriodDays <= LONGEST_GRACE_DAYS,
        "gracePeriodDays must be a whole number from 0 to " + LONGEST_GRACE_DAYS);
    require(
        brakeFloor >= 0 && brakeFloor <= HIGHEST_FLOOR,
        "brakeFloor must be a whole number from 0 to " + HIGHEST_FLOOR);
    require(
        brakePercent >= 0 && brakePercent <= 100,
        "brakePercent must be a whole number from 0 to 100");
    require(
        defaultRole == null || (!defaultRole.isBlank() && defaultRole.length() <= LONGEST_ROLE),
        "defaultRole must have 1 to " + LONGEST_ROLE + " characters, or be null");
  }

  public Duration grace() {
    return Duration.ofDays(gracePeriodDays);
  }

  public boolean isSchool() {
    return accountType == AccountType.SCHOOL;
  }

  /** Whether members have something by their groups, or by default, that is told. */
  public boolean givesStanding() {
    return isSchool() || defaultRole != null || !mappings.isEmpty();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
