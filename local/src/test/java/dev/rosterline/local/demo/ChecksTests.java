package dev.rosterline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTests {

  private static final SyncPlan PLAN = new SyncPlan("run", 10, 1);
  private static final Map<String, Long> ACTIVITY =
      Map.of(
          "user.create applied", 10L,
          "user.create refused", 1L,
          "user.deactivate applied", 1L,
          "user.remove applied", 1L,
          "group.create applied", 1L,
          "group.members applied", 1L,
          "group.update applied", 1L);
  private static final Map<String, Long> EVENTS =
      Map.of("joined", 10L, "blocked", 1L, "removed", 1L);

  @Test
  void holdWhenEverythingSentIsFound() {
    assertThat(Checks.of(PLAN, found(ACTIVITY, EVENTS, 9)).hold()).isTrue();
  }

  @Test
  void holdWhenTheDeletedMemberWaitsForTheirGracePeriod() {
    var events = Map.of("joined", 10L, "blocked", 1L, "removal-scheduled", 1L);
    assertThat(Checks.of(PLAN, found(ACTIVITY, events, 10)).hold()).isTrue();
  }

  @Test
  void aLostActivityRowFails() {
    var activity = new HashMap<>(ACTIVITY);
    activity.put("user.create applied", 9L);
    assertThat(Checks.of(PLAN, found(activity, EVENTS, 9)).hold()).isFalse();
  }

  @Test
  void aLostEventFails() {
    var events = new HashMap<>(EVENTS);
    events.put("joined", 9L);
    assertThat(Checks.of(PLAN, found(ACTIVITY, events, 9)).hold()).isFalse();
  }

  @Test
  void aMemberTooManyOnTheStateTopicFails() {
    assertThat(Checks.of(PLAN, found(ACTIVITY, EVENTS, 10)).hold()).isFalse();
  }

  private static Checks.Found found(
      Map<String, Long> activity, Map<String, Long> events, long liveStates) {
    var difference = new Snapshot(9, 1, activity);
    return new Checks.Found(difference, 9, new EventCounts(events), liveStates, 0);
  }
}
