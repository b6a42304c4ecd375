package dev.rosterline.processor.members;

import java.time.Instant;

/** What the brake keeps from happening to a member, and since when. */
public record Held(Kind kind, Instant since) {

  /** What would have happened; its name in lower case is in the table. */
  public enum Kind {
    /** A DELETE; the SCIM resource is gone, the member untouched. */
    DELETE,
    /** A removal whose grace period was over. */
    DUE,
    /** A block: SCIM shows {@code active} false, the member may still sign in. */
    BLOCK
  }
}
