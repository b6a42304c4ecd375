package dev.rosterline.local.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who and what an initial sync sends: everybody is in the first group, and in one or two of the
 * others; the first person is deleted at the end and the next one in a hundred are deactivated.
 *
 * @param run makes names unique, so that a data directory can see many syncs
 */
record SyncPlan(String run, int users, int groups) {

  static final int BATCH = 100;

  Person person(int number) {
    return Person.of(number, run);
  }

  String groupName(int group) {
    return group == 0 ? "Everyone " + run : "Team %03d %s".formatted(group, run);
  }

  int removed() {
    return 0;
  }

  List<Integer> deactivated() {
    return IntStream.rangeClosed(1, Math.max(1, users / 100)).boxed().toList();
  }

  /** The members of each group, as numbers of people. */
  List<List<Integer>> memberships() {
    var members = new ArrayList<Set<Integer>>();
    for (var group = 0; group < groups; group++) {
      members.add(new LinkedHashSet<>());
    }
    var teams = groups - 1;
    for (var number = 0; number < users; number++) {
      members.getFirst().add(number);
      if (teams > 0) {
        members.get(1 + number % teams).add(number);
      }
      if (teams > 0 && number % 2 == 0) {
        members.get(1 + (number * 7 + 3) % teams).add(number);
      }
    }
    return members.stream().map(List::copyOf).toList();
  }

  /** How many memberships SCIM shows when all is done: those of the deleted person are hidden. */
  long visibleMemberships() {
    return memberships().stream()
        .flatMap(List::stream)
        .filter(number -> number != removed())
        .count();
  }

  /** How many requests of at most a hundred members the groups take. */
  long batches() {
    return memberships().stream().mapToLong(members -> (members.size() + BATCH - 1) / BATCH).sum();
  }
}
