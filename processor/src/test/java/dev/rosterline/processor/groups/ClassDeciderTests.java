package dev.rosterline.processor.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ClassEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.database.StoredJson;
import dev.rosterline.processor.groups.Group.Told;
import dev.rosterline.processor.verdict.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What subscribers are told of a class, by what they knew and what is true. */
class ClassDeciderTests {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Group PUSHED = group("7b");
  private static final Group KNOWN = PUSHED.telling(new Told("7b", 3));

  @Test
  void pushedGroupIsAClassOnASchoolAccountOnly() {
    GroupDecision decision = ClassDecider.tell(null, making(PUSHED), true);
    assertThat(fact(decision).type()).isEqualTo(Type.CREATED);
    assertThat(fact(decision).subject().version()).isEqualTo(1);
    assertThat(Objects.requireNonNull(decision.after()).told()).isEqualTo(new Told("7b", 1));
    assertThat(ClassDecider.tell(null, making(PUSHED), false).fact()).isNull();
  }

  @Test
  void anotherNameIsToldWithTheFormerOne() {
    Group renamed = KNOWN.next(document("8b"), NOW);
    GroupDecision.ClassFact fact = fact(ClassDecider.tell(KNOWN, making(renamed), true));
    assertThat(fact.type()).isEqualTo(Type.RENAMED);
    assertThat(fact.formerName()).isEqualTo("7b");
    assertThat(fact.subject().group().name()).isEqualTo("8b");
    assertThat(fact.subject().version()).isEqualTo(4);
  }

  @Test
  void otherChangesOfTheGroupAreNotToldOfTheClass() {
    Group touched = KNOWN.next(document("7b"), NOW);
    assertThat(ClassDecider.tell(KNOWN, making(touched), true).fact()).isNull();
  }

  @Test
  void deletedGroupEndsTheClassUnderTheNameItHad() {
    GroupDecision.ClassFact fact = fact(ClassDecider.tell(KNOWN, GroupDecider.delete(KNOWN), true));
    assertThat(fact.type()).isEqualTo(Type.DELETED);
    assertThat(fact.subject().group().name()).isEqualTo("7b");
    assertThat(ClassDecider.tell(PUSHED, GroupDecider.delete(PUSHED), false).fact()).isNull();
  }

  @Test
  void refusedCommandTellsNothingEvenIfTheAccountHasJustBecomeASchool() {
    GroupDecision refused =
        GroupDecision.nothing(Verdict.of(Operation.GROUP_UPDATE, Result.REFUSED, 412));
    assertThat(ClassDecider.tell(PUSHED, refused, true)).isSameAs(refused);
  }

  @Test
  void lookedAtAgainOnlyWhatSubscribersDoNotKnowIsTold() {
    GroupDecision told = ClassDecider.tell(PUSHED, GroupDecider.derive(PUSHED), true);
    assertThat(fact(told).type()).isEqualTo(Type.CREATED);
    assertThat(told.verdict().result()).isEqualTo(Result.APPLIED);
    assertThat(Objects.requireNonNull(told.after()).version()).isEqualTo(PUSHED.version());
    GroupDecision again = ClassDecider.tell(KNOWN, GroupDecider.derive(KNOWN), true);
    assertThat(again.fact()).isNull();
    assertThat(again.after()).isNull();
    assertThat(fact(ClassDecider.tell(KNOWN, GroupDecider.derive(KNOWN), false)).type())
        .isEqualTo(Type.DELETED);
    assertThat(ClassDecider.tell(null, GroupDecider.derive(null), true).fact()).isNull();
  }

  private static GroupDecision making(Group after) {
    Verdict verdict = Verdict.of(Operation.GROUP_UPDATE, Result.APPLIED, 200);
    return new GroupDecision(verdict, after, false, Map.of());
  }

  private static GroupDecision.ClassFact fact(GroupDecision decision) {
    GroupDecision.@Nullable ClassFact fact = decision.fact();
    return Objects.requireNonNull(fact);
  }

  private static Group group(String name) {
    var account = new AccountId(new UUID(1, 1));
    return Group.created(account, new ScimId(new UUID(7, 7)), document(name), NOW);
  }

  private static ObjectNode document(String name) {
    return StoredJson.empty().put("displayName", name);
  }
}
