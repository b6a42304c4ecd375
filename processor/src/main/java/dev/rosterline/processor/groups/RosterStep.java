package dev.rosterline.processor.groups;

import java.util.List;
import java.util.UUID;

/** One step on who belongs to a group, told in member ids. */
public sealed interface RosterStep {

  List<UUID> members();

  record Add(List<UUID> members) implements RosterStep {}

  record Remove(List<UUID> members) implements RosterStep {}

  record Replace(List<UUID> members) implements RosterStep {}
}
