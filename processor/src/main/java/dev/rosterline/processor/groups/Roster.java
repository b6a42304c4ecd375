package dev.rosterline.processor.groups;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Who belongs to a group, as far as a batch needs to know: of the members its commands name, those
 * who are in; where a command replaces the list, all.
 */
final class Roster {

  private final Set<UUID> stored = new HashSet<>();
  private final Set<UUID> present = new HashSet<>();

  void loaded(UUID member) {
    stored.add(member);
    present.add(member);
  }

  /** Member to whether they join (true) or leave; empty where the steps change nothing. */
  Map<UUID, Boolean> difference(List<RosterStep> steps, UnaryOperator<UUID> memberOf) {
    Map<UUID, Boolean> overlay = new LinkedHashMap<>();
    for (RosterStep step : steps) {
      switch (step) {
        case RosterStep.Add add ->
            add.members().forEach(id -> overlay.put(memberOf.apply(id), true));
        case RosterStep.Remove remove ->
            remove.members().forEach(id -> overlay.put(memberOf.apply(id), false));
        case RosterStep.Replace replace -> {
          overlay.replaceAll((_, _) -> false);
          present.forEach(id -> overlay.put(id, false));
          replace.members().forEach(id -> overlay.put(memberOf.apply(id), true));
        }
      }
    }
    overlay.entrySet().removeIf(entry -> present.contains(entry.getKey()) == entry.getValue());
    return overlay;
  }

  void apply(Map<UUID, Boolean> difference) {
    difference.forEach(
        (member, joins) -> {
          if (joins) {
            present.add(member);
          } else {
            present.remove(member);
          }
        });
  }

  List<UUID> joined() {
    return present.stream().filter(member -> !stored.contains(member)).toList();
  }

  List<UUID> left() {
    return stored.stream().filter(member -> !present.contains(member)).toList();
  }
}
