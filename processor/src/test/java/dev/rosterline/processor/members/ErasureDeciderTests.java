package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErasureDeciderTests {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final ScimId scimId = new Ids(Clock.systemUTC()).resource(7);
  private final Member ann =
      Member.joining(Scene.ACCOUNT, scimId, Profile.of(Scene.user("ann")), NOW);

  @Test
  void onlyWhoIsRemovedIsForgotten() {
    assertThat(refusal(null)).isEqualTo(404);
    assertThat(refusal(ann)).isEqualTo(409);
    assertThat(refusal(ann.unlinked(NOW.plusSeconds(60), NOW))).isEqualTo(409);
    assertThat(refusal(ann.held(Held.Kind.DELETE, NOW))).isEqualTo(409);
  }

  @Test
  void whatIsLeftNamesNobodyAndSaysWhenTheyLeft() {
    UserDecision decision = ErasureDecider.erase(ann.removed(NOW), ann.id());
    Member left = Objects.requireNonNull(decision.after());
    assertThat(left.isErased()).isTrue();
    assertThat(left.toString()).doesNotContain("ann");
    assertThat(left.removedAt()).isEqualTo(NOW);
    assertThat(left.id()).isEqualTo(ann.id());
    assertThat(decision.verdict().result()).isEqualTo(Result.APPLIED);
    assertThat(decision.verdict().subject()).isNull();
    assertThat(decision.facts()).isEmpty();
  }

  @Test
  void onceMoreChangesNothing() {
    UserDecision decision = ErasureDecider.erase(ann.removed(NOW).erased(), ann.id());
    assertThat(decision.after()).isNull();
    assertThat(decision.verdict().result()).isEqualTo(Result.UNCHANGED);
  }

  private int refusal(@Nullable Member member) {
    UserDecision decision = ErasureDecider.erase(member, ann.id());
    assertThat(decision.after()).isNull();
    assertThat(decision.verdict().result()).isEqualTo(Result.REFUSED);
    assertThat(decision.verdict().toString()).doesNotContain("ann");
    return decision.verdict().status();
  }
}
