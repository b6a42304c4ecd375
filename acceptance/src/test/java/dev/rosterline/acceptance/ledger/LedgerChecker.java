package dev.rosterline.acceptance.ledger;

import dev.rosterline.acceptance.ledger.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what clients were told with what the system holds; a pure function over facts.
 *
 * <p>L1 every acknowledged effect is there. L2 no refused one is. L3 a command has one outcome, an
 * outcome one activity row, an event one content. L4 a member's versions go up by one. L5 the
 * directory is what the log makes, one command after another. L6 the compacted topic is the
 * directory. L7 what may have happened happened once at most.
 */
final class LedgerChecker {

  private static final String FORWARDED = "forwarded";

  private final Facts facts;
  private final SequentialModel model;
  private final List<Violation> violations = new ArrayList<>();

  private LedgerChecker(Facts facts) {
    this.facts = facts;
    this.model = SequentialModel.run(facts);
  }

  static Verdict check(Facts facts) {
    var checker = new LedgerChecker(facts);
    checker.acknowledgedEffectsAreThere();
    checker.refusedRequestsHaveNoEffect();
    checker.requestsBecomeOneCommandAtMost();
    checker.commandsHaveOneOutcome();
    checker.outcomesAreWhatTheModelSays();
    checker.outcomesHaveOneActivityRow();
    EventChecks.check(facts, checker.violations);
    checker.directoryIsWhatTheLogMakes();
    checker.compactedTopicIsTheDirectory();
    return new Verdict(facts.ledger(), List.copyOf(checker.violations));
  }

  private void acknowledgedEffectsAreThere() {
    var byName =
        facts.members().stream()
            .filter(member -> member.scimId() != null)
            .collect(Collectors.toMap(Facts.Member::userName, Function.identity(), (a, b) -> a));
    Map<String, List<Operation>> byUser =
        facts.ledger().stream()
            .filter(operation -> operation.result() != Operation.Result.FAIL)
            .collect(Collectors.groupingBy(Operation::userName));
    byUser.forEach((name, operations) -> lastWordCounts(operations, byName.get(name)));
  }

  private void lastWordCounts(List<Operation> operations, Facts.@Nullable Member found) {
    var last = operations.getLast();
    var acknowledged = last.result() == Operation.Result.OK;
    var deleted = operations.stream().anyMatch(o -> o.kind() == Operation.Kind.DELETE);
    if (acknowledged && last.kind() == Operation.Kind.DELETE) {
      expect(found == null, Rule.LOST, "DELETE of " + last.userName() + " has no effect");
    } else if (!deleted && operations.stream().anyMatch(o -> o.result() == Operation.Result.OK)) {
      expect(found != null, Rule.LOST, last.userName() + " is not in the directory");
    }
    if (acknowledged && found != null && last.kind() != Operation.Kind.DELETE) {
      expect(
          found.displayName().equals(last.marker()),
          Rule.LOST,
          last.marker() + " was acknowledged, the directory says " + found.displayName());
    }
  }

  private void refusedRequestsHaveNoEffect() {
    Set<String> seen = new HashSet<>();
    facts.members().forEach(member -> seen.add(member.displayName()));
    facts.states().forEach(state -> seen.add(state.displayName()));
    facts.events().forEach(event -> seen.add(event.displayName()));
    for (var operation : facts.ledger()) {
      if (operation.result() == Operation.Result.FAIL && !operation.marker().isEmpty()) {
        expect(
            !seen.contains(operation.marker()),
            Rule.GHOST,
            operation.marker() + " was refused and had an effect");
      }
    }
  }

  private void requestsBecomeOneCommandAtMost() {
    Map<String, Set<String>> ids = new HashMap<>();
    for (var command : facts.commands()) {
      if (!command.marker().isEmpty()) {
        ids.computeIfAbsent(command.marker(), marker -> new HashSet<>()).add(command.id());
      }
    }
    ids.forEach(
        (marker, commands) ->
            expect(commands.size() == 1, Rule.DUPLICATED, marker + " became " + commands));
  }

  private void commandsHaveOneOutcome() {
    Map<String, List<Facts.StoredOutcome>> stored =
        facts.storedOutcomes().stream()
            .filter(outcome -> !outcome.result().equals(FORWARDED))
            .collect(Collectors.groupingBy(Facts.StoredOutcome::command));
    Map<String, Set<Facts.Outcome>> published =
        facts.outcomes().stream()
            .filter(outcome -> !outcome.result().equals(FORWARDED))
            .collect(Collectors.groupingBy(Facts.Outcome::command, Collectors.toSet()));
    for (var command : facts.commands()) {
      one(stored.getOrDefault(command.id(), List.of()).size(), "outcome rows", command);
      one(published.getOrDefault(command.id(), Set.of()).size(), "published outcomes", command);
    }
    published.forEach(
        (id, outcomes) -> {
          if (outcomes.size() > 1) {
            violate(Rule.DUPLICATED, "command " + id + " has different outcomes " + outcomes);
          }
        });
  }

  private void one(int count, String what, Facts.Command command) {
    expect(count > 0, Rule.LOST, command + " has no " + what);
    expect(count < 2, Rule.DUPLICATED, command + " has " + count + " " + what);
  }

  private void outcomesAreWhatTheModelSays() {
    for (var outcome : facts.storedOutcomes()) {
      var expected = model.expected().get(outcome.command());
      if (expected != null && !outcome.result().equals(FORWARDED)) {
        expect(
            expected.applied() == outcome.status() < 400
                && (expected.version() == 0 || expected.version() == outcome.version()),
            Rule.DIVERGED,
            outcome + " is not " + expected);
      }
    }
  }

  private void outcomesHaveOneActivityRow() {
    Map<String, Long> rows =
        facts.activity().stream()
            .collect(Collectors.groupingBy(Facts.Activity::command, Collectors.counting()));
    Set<String> decided = new HashSet<>();
    facts.outcomes().stream()
        .filter(outcome -> !outcome.result().equals(FORWARDED))
        .forEach(outcome -> decided.add(outcome.command()));
    for (var command : decided) {
      var count = rows.getOrDefault(command, 0L);
      expect(count > 0, Rule.LOST, "outcome of " + command + " has no activity row");
      expect(count < 2, Rule.DUPLICATED, "outcome of " + command + " has " + count + " rows");
    }
    facts.activity().stream()
        .filter(row -> !row.result().equals(FORWARDED) && !decided.contains(row.command()))
        .forEach(row -> violate(Rule.GHOST, row + " has no outcome"));
  }

  private void directoryIsWhatTheLogMakes() {
    Map<String, Facts.Member> provisioned =
        facts.members().stream()
            .filter(member -> member.scimId() != null)
            .collect(Collectors.toMap(member -> "" + member.scimId(), Function.identity()));
    model
        .people()
        .forEach(
            (id, person) -> {
              var member = provisioned.remove(id);
              if (member == null) {
                violate(Rule.LOST, person + " with id " + id + " is not in the directory");
              } else {
                compare(person, member);
              }
            });
    provisioned.values().forEach(member -> violate(Rule.GHOST, member + " should not be there"));
  }

  private void compare(SequentialModel.Person person, Facts.Member member) {
    expect(member.version() <= person.version(), Rule.DUPLICATED, member + " against " + person);
    expect(member.version() >= person.version(), Rule.LOST, member + " against " + person);
    expect(
        member.userName().equals(person.userName())
            && member.displayName().equals(person.displayName())
            && member.active() == person.active(),
        Rule.DIVERGED,
        member + " is not " + person);
  }

  private void compactedTopicIsTheDirectory() {
    Map<String, Facts.State> states =
        facts.states().stream().collect(Collectors.toMap(Facts.State::member, Function.identity()));
    for (var member : facts.members()) {
      var state = states.remove(member.member());
      if (member.scimId() == null) {
        expect(state == null, Rule.DIVERGED, member + " is removed and has no tombstone");
      } else {
        expect(
            new Facts.State(
                    member.member(),
                    member.scimId(),
                    member.userName(),
                    member.displayName(),
                    member.active(),
                    member.eventVersion())
                .equals(state),
            Rule.DIVERGED,
            state + " on the compacted topic is not " + member);
      }
    }
    states.values().forEach(state -> violate(Rule.DIVERGED, state + " is no member"));
  }

  private void expect(boolean holds, Rule rule, String otherwise) {
    if (!holds) {
      violate(rule, otherwise);
    }
  }

  private void violate(Rule rule, String what) {
    violations.add(new Violation(rule, what));
  }
}
