package dev.rosterline.acceptance.ledger;

import dev.rosterline.acceptance.ledger.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The public events: a redelivered one is equal to the first and dropped, and then each member's
 * versions are 1, 2, 3 and so on to the version in the directory.
 */
final class EventChecks {

  private final List<Violation> violations;

  private EventChecks(List<Violation> violations) {
    this.violations = violations;
  }

  static void check(Facts facts, List<Violation> violations) {
    var checks = new EventChecks(violations);
    var versions = checks.versionsByMember(facts.events());
    for (var member : facts.members()) {
      var seen = versions.getOrDefault(member.member(), List.of());
      checks.compare(member, seen);
    }
  }

  private Map<String, List<Long>> versionsByMember(List<Facts.Event> events) {
    Map<String, Facts.Event> first = new HashMap<>();
    Map<String, List<Long>> versions = new LinkedHashMap<>();
    for (var event : events) {
      var earlier = first.putIfAbsent(event.id(), event);
      if (earlier == null) {
        versions.computeIfAbsent(event.member(), m -> new ArrayList<>()).add(event.version());
      } else if (!earlier.equals(event)) {
        violations.add(new Violation(Rule.DUPLICATED, event + " has the id of " + earlier));
      }
    }
    return versions;
  }

  private void compare(Facts.Member member, List<Long> seen) {
    var expected = LongStream.rangeClosed(1, member.eventVersion()).boxed().toList();
    if (seen.equals(expected)) {
      return;
    }
    var rule =
        seen.size() < expected.size()
            ? Rule.LOST
            : seen.size() > expected.size() ? Rule.DUPLICATED : Rule.REORDERED;
    violations.add(new Violation(rule, "events of " + member + " have versions " + seen));
  }
}
