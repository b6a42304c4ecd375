package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.RoleGrant;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.members.UserDecision.Fact;
import dev.rosterline.processor.roles.Grants;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What members have by their groups, through all that happens to members. */
class StandingDeciderTests {

  private static final GroupRef CLASS = new GroupRef(new ScimId(new UUID(7, 7)), "7b");
  private static final Grants GRANTS =
      new Grants(List.of(RoleGrant.byDefault("staff")), List.of(CLASS));

  private final Scene scene = new Scene();

  @Test
  void eachChangeIsAnEventWithTheWholeStateAndTheVersionOfScimStays() {
    scene.create("ann");
    Member before = scene.member();
    UserDecision decision = StandingDecider.derive(before, GRANTS);
    assertThat(decision.facts())
        .extracting(Fact::type)
        .containsExactly(Type.CLASS_JOINED, Type.ROLE_GAINED);
    assertThat(decision.facts()).extracting(fact -> fact.state().version()).containsExactly(2L, 3L);
    assertThat(decision.facts().getFirst().state().standing().roles()).containsExactly("staff");
    assertThat(decision.facts().getFirst().about()).isEqualTo(CLASS);
    Member after = Objects.requireNonNull(decision.after());
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.modified()).isEqualTo(before.modified());
  }

  @Test
  void lookedAtAgainNothingIsTold() {
    scene.create("ann");
    Member after = Objects.requireNonNull(StandingDecider.derive(scene.member(), GRANTS).after());
    UserDecision again = StandingDecider.derive(after, GRANTS);
    assertThat(again.verdict().result()).isEqualTo(Result.UNCHANGED);
    assertThat(again.after()).isNull();
  }

  @Test
  void whoIsRemovedLosesAllBeforeAndGetsNothingAfter() {
    scene.create("ann");
    Member member = Objects.requireNonNull(StandingDecider.derive(scene.member(), GRANTS).after());
    Telling told = Telling.removed(member, Scene.NOW);
    assertThat(told.facts())
        .extracting(Fact::type)
        .containsExactly(Type.CLASS_LEFT, Type.ROLE_LOST, Type.REMOVED);
    assertThat(told.facts()).allMatch(fact -> fact.state().standing().roles().isEmpty());
    assertThat(StandingDecider.derive(told.member(), GRANTS).after()).isNull();
  }

  @Test
  void whoseRemovalIsPendingKeepsEverything() {
    scene.create("ann");
    Member member = Objects.requireNonNull(StandingDecider.derive(scene.member(), GRANTS).after());
    assertThat(member.unlinked(Scene.NOW, Scene.NOW).grants()).isEqualTo(GRANTS);
    assertThat(member.deactivated(Scene.NOW).state().standing().roles()).containsExactly("staff");
  }
}
