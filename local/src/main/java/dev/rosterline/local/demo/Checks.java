package dev.rosterline.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Compares what was sent with what the system shows of it, in all the places where it shows. */
record Checks(List<Check> checks) {

  /** One comparison. */
  record Check(String what, long expected, long found) {

    boolean holds() {
      return expected == found;
    }
  }

  /**
   * What was found after a sync; all differences to the moment before it.
   *
   * @param memberships read from this sync's groups
   * @param surprises answers with another status than the expected one
   */
  record Found(
      Snapshot difference, long memberships, EventCounts events, long liveStates, int surprises) {}

  static Checks of(SyncPlan plan, Found found) {
    var checks = new ArrayList<Check>();
    var deactivated = plan.deactivated().size();
    checks.add(new Check("answers other than expected", 0, found.surprises()));
    checks.add(new Check("users", plan.users() - 1, found.difference().users()));
    checks.add(new Check("groups", plan.groups(), found.difference().groups()));
    checks.add(new Check("memberships", plan.visibleMemberships(), found.memberships()));
    checks.add(activity("user.create applied", plan.users(), found));
    checks.add(activity("user.deactivate applied", deactivated, found));
    checks.add(activity("user.remove applied", 1, found));
    checks.add(activity("group.create applied", plan.groups(), found));
    checks.add(activity("group.members applied", plan.batches(), found));
    checks.add(activity("group.update applied", 1, found));
    checks.add(new Check("activity: refused", 1, found.difference().refused()));
    checks.add(new Check("events: joined", plan.users(), found.events().of("joined")));
    checks.add(new Check("events: blocked", deactivated, found.events().of("blocked")));
    checks.add(new Check("events: removed or scheduled", 1, found.events().goodbyes()));
    var remaining = plan.users() - found.events().of("removed");
    checks.add(new Check("membership state: members", remaining, found.liveStates()));
    return new Checks(checks);
  }

  private static Check activity(String name, long expected, Found found) {
    var count = found.difference().activity().getOrDefault(name, 0L);
    return new Check("activity: " + name, expected, count);
  }

  boolean hold() {
    return checks.stream().allMatch(Check::holds);
  }
}
