package dev.rosterline.acceptance.ledger;

import java.util.List;

/** What the checker found. */
record Verdict(List<Operation> ledger, List<Violation> violations) {

  boolean clean() {
    return violations.isEmpty();
  }

  /** One line that a script can look for. */
  String line() {
    return "%s ops=%d ok=%d fail=%d info=%d lost=%d dup=%d reorder=%d other=%d"
        .formatted(
            clean() ? "ALL-CHECKS-OK" : "CHECKS-FAILED",
            ledger.size(),
            count(Operation.Result.OK),
            count(Operation.Result.FAIL),
            count(Operation.Result.INFO),
            count(Violation.Rule.LOST),
            count(Violation.Rule.DUPLICATED),
            count(Violation.Rule.REORDERED),
            count(Violation.Rule.GHOST) + count(Violation.Rule.DIVERGED));
  }

  long count(Operation.Result result) {
    return ledger.stream().filter(operation -> operation.result() == result).count();
  }

  long count(Violation.Rule rule) {
    return violations.stream().filter(violation -> violation.rule() == rule).count();
  }
}
