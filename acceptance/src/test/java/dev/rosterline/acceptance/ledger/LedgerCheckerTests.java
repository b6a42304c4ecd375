package dev.rosterline.acceptance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.ledger.Violation.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A checker that never failed proves nothing: each seeded fault has to be caught. */
class LedgerCheckerTests {

  private final Facts clean = SampleHistory.clean();

  @Test
  void cleanHistoryPasses() {
    var verdict = LedgerChecker.check(clean);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.line())
        .isEqualTo("ALL-CHECKS-OK ops=60 ok=50 fail=10 info=0 lost=0 dup=0 reorder=0 other=0");
  }

  @Test
  void redeliveredOutcomesAndEventsPass() {
    var outcomes = mutated(clean.outcomes(), list -> list.add(list.get(3)));
    var events = mutated(clean.events(), list -> list.addAll(list.subList(0, 3)));
    assertThat(LedgerChecker.check(with(outcomes, clean.activity(), events)).violations())
        .isEmpty();
  }

  @Test
  void whatMayHaveHappenedMayBeMissing() {
    var ledger = mutated(clean.ledger(), list -> list.set(5, unanswered(list.get(5))));
    assertThat(LedgerChecker.check(withLedger(ledger)).violations()).isEmpty();
    var never = mutated(ledger, list -> list.add(neverArrived()));
    assertThat(LedgerChecker.check(withLedger(never)).violations()).isEmpty();
  }

  @Test
  void lostEffectIsCaught() {
    assertCaught(Rule.LOST, withMembers(mutated(clean.members(), list -> list.remove(0))));
  }

  @Test
  void commandThatNeverReachedTheLogIsCaught() {
    var ledger =
        mutated(
            clean.ledger(),
            list -> {
              var lost = neverArrived();
              list.add(
                  new Operation(
                      lost.number(),
                      lost.userName(),
                      lost.kind(),
                      lost.marker(),
                      "id-lost",
                      Operation.Result.OK,
                      201));
            });
    assertCaught(Rule.LOST, withLedger(ledger));
  }

  @Test
  void duplicatedOutcomeIsCaught() {
    var outcomes =
        mutated(
            clean.outcomes(),
            list -> {
              var first = list.getFirst();
              list.add(new Facts.Outcome(first.command(), "applied", 201, first.version() + 1));
            });
    assertCaught(Rule.DUPLICATED, with(outcomes, clean.activity(), clean.events()));
  }

  @Test
  void reorderedEventsAreCaught() {
    var events = mutated(clean.events(), list -> Collections.swap(list, 1, 2));
    assertCaught(Rule.REORDERED, with(clean.outcomes(), clean.activity(), events));
  }

  @Test
  void droppedEventIsCaught() {
    var events = mutated(clean.events(), list -> list.remove(2));
    assertCaught(Rule.LOST, with(clean.outcomes(), clean.activity(), events));
  }

  @Test
  void droppedActivityRowIsCaught() {
    var activity = mutated(clean.activity(), list -> list.remove(17));
    assertCaught(Rule.LOST, with(clean.outcomes(), activity, clean.events()));
  }

  @Test
  void repeatedActivityRowIsCaught() {
    var activity = mutated(clean.activity(), list -> list.add(list.get(17)));
    assertCaught(Rule.DUPLICATED, with(clean.outcomes(), activity, clean.events()));
  }

  @Test
  void doubledApplyIsCaught() {
    var members =
        mutated(
            clean.members(),
            list -> {
              var m = list.getFirst();
              list.set(
                  0,
                  new Facts.Member(
                      m.member(),
                      m.scimId(),
                      m.userName(),
                      m.displayName(),
                      m.active(),
                      m.version() + 1,
                      m.eventVersion()));
            });
    assertCaught(Rule.DUPLICATED, withMembers(members));
  }

  @Test
  void effectOfARefusedRequestIsCaught() {
    var refused = clean.ledger().get(1);
    var members =
        mutated(
            clean.members(),
            list ->
                list.add(
                    new Facts.Member(
                        "ghost", "ghost", "ghost@ledger.example", refused.marker(), true, 1, 0)));
    assertCaught(Rule.GHOST, withMembers(members));
  }

  @Test
  void staleRecordOnTheCompactedTopicIsCaught() {
    var states = mutated(clean.states(), list -> list.remove(0));
    assertCaught(
        Rule.DIVERGED,
        new Facts(
            clean.ledger(),
            clean.commands(),
            clean.storedOutcomes(),
            clean.outcomes(),
            clean.activity(),
            clean.events(),
            states,
            clean.members()));
  }

  private static void assertCaught(Rule rule, Facts facts) {
    var verdict = LedgerChecker.check(facts);
    assertThat(verdict.violations()).extracting(Violation::rule).contains(rule);
    assertThat(verdict.line()).startsWith("CHECKS-FAILED");
  }

  private static Operation unanswered(Operation operation) {
    return new Operation(
        operation.number(),
        operation.userName(),
        operation.kind(),
        operation.marker(),
        operation.scimId(),
        Operation.Result.INFO,
        503);
  }

  private static Operation neverArrived() {
    return new Operation(
        900,
        "nobody@ledger.example",
        Operation.Kind.CREATE,
        Operation.marker(900),
        null,
        Operation.Result.INFO,
        503);
  }

  private static <T> List<T> mutated(List<T> list, Consumer<List<T>> mutation) {
    List<T> copy = new ArrayList<>(list);
    mutation.accept(copy);
    return copy;
  }

  private Facts withLedger(List<Operation> ledger) {
    return new Facts(
        ledger,
        clean.commands(),
        clean.storedOutcomes(),
        clean.outcomes(),
        clean.activity(),
        clean.events(),
        clean.states(),
        clean.members());
  }

  private Facts withMembers(List<Facts.Member> members) {
    return new Facts(
        clean.ledger(),
        clean.commands(),
        clean.storedOutcomes(),
        clean.outcomes(),
        clean.activity(),
        clean.events(),
        clean.states(),
        members);
  }

  private Facts with(
      List<Facts.Outcome> outcomes, List<Facts.Activity> activity, List<Facts.Event> events) {
    return new Facts(
        clean.ledger(),
        clean.commands(),
        clean.storedOutcomes(),
        outcomes,
        activity,
        events,
        clean.states(),
        clean.members());
  }
}
