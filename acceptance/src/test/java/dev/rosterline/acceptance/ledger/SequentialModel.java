package dev.rosterline.acceptance.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A directory that does one command after another, in the order of the log. */
final class SequentialModel {

  /** A provisioned person. */
  record Person(String userName, String displayName, boolean active, long version) {}

  /**
   * What a command must have come to.
   *
   * @param version of the person afterwards; 0 where there is none to compare
   */
  record Expected(boolean applied, long version) {}

  private final Map<String, Operation> byMarker;
  private final Map<String, Person> people = new HashMap<>();
  private final Map<String, String> idByName = new HashMap<>();
  private final Map<String, Expected> expected = new HashMap<>();

  private SequentialModel(List<Operation> ledger) {
    this.byMarker =
        ledger.stream()
            .filter(operation -> !operation.marker().isEmpty())
            .collect(Collectors.toMap(Operation::marker, Function.identity()));
  }

  static SequentialModel run(Facts facts) {
    var model = new SequentialModel(facts.ledger());
    facts.commands().stream()
        .sorted(
            Comparator.comparingInt(Facts.Command::partition)
                .thenComparingLong(Facts.Command::offset))
        .forEach(model::apply);
    return model;
  }

  /** Provisioned people by SCIM id. */
  Map<String, Person> people() {
    return people;
  }

  /** What each command must have come to, by command id. */
  Map<String, Expected> expected() {
    return expected;
  }

  private void apply(Facts.Command command) {
    expected.putIfAbsent(command.id(), decide(command, byMarker.get(command.marker())));
  }

  private Expected decide(Facts.Command command, @Nullable Operation operation) {
    if (operation == null) {
      return switch (command.type()) {
        case "user.delete" -> delete(command.resource());
        // The account was made so; it changes nobody.
        case "account.change-policy" -> new Expected(true, 0);
        default -> refused();
      };
    }
    return switch (operation.kind()) {
      case CREATE, DUPLICATE -> create(command.resource(), operation);
      case PATCH -> change(command.resource(), operation.marker(), true);
      case DEACTIVATE -> change(command.resource(), operation.marker(), false);
      case DELETE -> delete(command.resource());
    };
  }

  private Expected create(String id, Operation operation) {
    if (idByName.putIfAbsent(operation.userName(), id) != null) {
      return refused();
    }
    people.put(id, new Person(operation.userName(), operation.marker(), true, 1));
    return new Expected(true, 1);
  }

  private Expected change(String id, String displayName, boolean active) {
    var person = people.get(id);
    if (person == null) {
      return refused();
    }
    var changed =
        new Person(person.userName(), displayName, active && person.active(), person.version() + 1);
    people.put(id, changed);
    return new Expected(true, changed.version());
  }

  private Expected delete(String id) {
    var person = people.remove(id);
    if (person == null) {
      return refused();
    }
    idByName.remove(person.userName());
    return new Expected(true, 0);
  }

  private static Expected refused() {
    return new Expected(false, 0);
  }
}
