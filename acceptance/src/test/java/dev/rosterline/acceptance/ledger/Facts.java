package dev.rosterline.acceptance.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that was told and everything that was found, to be compared by the checker. */
record Facts(
    List<Operation> ledger,
    List<Command> commands,
    List<StoredOutcome> storedOutcomes,
    List<Outcome> outcomes,
    List<Activity> activity,
    List<Event> events,
    List<State> states,
    List<Member> members) {

  /**
   * A record on the commands topic.
   *
   * @param marker of the request that caused it; empty where it carries none
   */
  record Command(
      String id, int partition, long offset, String type, String resource, String marker) {}

  /** A row of the outcome table. */
  record StoredOutcome(String command, String result, int status, long version) {}

  /** A record on the outcomes topic; redelivered ones are equal. */
  record Outcome(String command, String result, int status, long version) {}

  record Activity(String command, String result, int status) {}

  /** A record on the public topic, in the order of its partition. */
  record Event(String id, String member, long version, String displayName, String body) {}

  /** The last record of a key on the compacted topic that is no tombstone. */
  record State(
      String member,
      @Nullable String scimId,
      String userName,
      String displayName,
      boolean active,
      long version) {}

  /** A row of the directory; no SCIM id means removed. */
  record Member(
      String member,
      @Nullable String scimId,
      String userName,
      String displayName,
      boolean active,
      long version,
      long eventVersion) {}
}
