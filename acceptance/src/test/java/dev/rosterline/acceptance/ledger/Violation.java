package dev.rosterline.acceptance.ledger;

/** One broken promise and where it shows. */
record Violation(Rule rule, String what) {

  enum Rule {
    /** Something that was acknowledged or recorded is missing. */
    LOST,
    /** Something happened more than once. */
    DUPLICATED,
    /** Something is told in another order than it happened. */
    REORDERED,
    /** A refused request had an effect. */
    GHOST,
    /** Two places that must agree don't. */
    DIVERGED
  }
}
