package dev.rosterline.acceptance.ledger;

import java.util.ArrayList;
import java.util.List;

/** What a run leaves behind in which everything went well: ten people, six requests each. */
final class SampleHistory {

  private static final int PEOPLE = 10;
  private static final int PATCHES = 3;

  private final List<Operation> ledger = new ArrayList<>();
  private final List<Facts.Command> commands = new ArrayList<>();
  private final List<Facts.StoredOutcome> stored = new ArrayList<>();
  private final List<Facts.Outcome> outcomes = new ArrayList<>();
  private final List<Facts.Activity> activity = new ArrayList<>();
  private final List<Facts.Event> events = new ArrayList<>();
  private final List<Facts.State> states = new ArrayList<>();
  private final List<Facts.Member> members = new ArrayList<>();

  static Facts clean() {
    var history = new SampleHistory();
    for (int i = 0; i < PEOPLE; i++) {
      history.person(i);
    }
    return new Facts(
        history.ledger,
        history.commands,
        history.stored,
        history.outcomes,
        history.activity,
        history.events,
        history.states,
        history.members);
  }

  private void person(int number) {
    var id = "id-" + number;
    var partition = number % 3;
    request(number, Operation.Kind.CREATE, id, partition, 1, 201);
    request(number, Operation.Kind.DUPLICATE, "other-" + number, partition, 0, 409);
    for (int version = 2; version < 2 + PATCHES; version++) {
      request(number, Operation.Kind.PATCH, id, partition, version, 200);
    }
    var deleted = number % 2 == 1;
    if (deleted) {
      request(number, Operation.Kind.DELETE, id, partition, 5, 204);
    } else {
      request(number, Operation.Kind.DEACTIVATE, id, partition, 5, 200);
      var shown = ledger.getLast().marker();
      states.add(new Facts.State(id, id, name(number), shown, false, 5));
    }
    var shown = deleted ? ledger.get(ledger.size() - 2).marker() : ledger.getLast().marker();
    members.add(new Facts.Member(id, deleted ? null : id, name(number), shown, deleted, 5, 5));
  }

  private void request(
      int person, Operation.Kind kind, String id, int partition, long version, int status) {
    var number = ledger.size();
    var marker = kind == Operation.Kind.DELETE ? "" : Operation.marker(number);
    ledger.add(
        new Operation(number, name(person), kind, marker, id, Operation.Result.of(status), status));
    var command = "c-" + number;
    var type =
        switch (kind) {
          case CREATE, DUPLICATE -> "user.create";
          case PATCH, DEACTIVATE -> "user.patch";
          case DELETE -> "user.delete";
        };
    commands.add(new Facts.Command(command, partition, number, type, id, marker));
    var result = status < 400 ? "applied" : "refused";
    stored.add(new Facts.StoredOutcome(command, result, status, version));
    outcomes.add(new Facts.Outcome(command, result, status, version));
    activity.add(new Facts.Activity(command, result, status));
    if (status < 400) {
      var eventId = partition + "-" + number + "-0";
      events.add(new Facts.Event(eventId, id, version, marker, "body of " + eventId));
    }
  }

  private static String name(int person) {
    return "person" + person + "@ledger.example";
  }
}
