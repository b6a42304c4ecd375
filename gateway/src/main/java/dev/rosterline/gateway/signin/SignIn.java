package dev.rosterline.gateway.signin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may sign in.
 *
 * @param member who it is; null where nobody is known by that name
 * @param roles of the application, in order
 * @param until when the access ends that is still there; null where no end is known
 */
record SignIn(
    boolean allowed,
    Reason reason,
    @Nullable UUID member,
    @Nullable String userName,
    List<String> roles,
    @Nullable Instant until) {

  static final SignIn UNKNOWN = new SignIn(false, Reason.UNKNOWN, null, null, List.of(), null);

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
   * What the directory says of one member.
   *
   * @param admitted neither blocked nor about to be
   * @param held what the brake keeps from happening
   */
  record Found(
      UUID member,
      String userName,
      boolean admitted,
      @Nullable String held,
      @Nullable Instant removalDueAt,
      @Nullable String defaultRole) {

    SignIn decide() {
      return new SignIn(admitted, reason(), member, userName, roles(), removalDueAt);
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

    private List<String> roles() {
      return defaultRole == null ? List.of() : List.of(defaultRole);
    }
  }
}
