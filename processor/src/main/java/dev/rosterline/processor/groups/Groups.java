package dev.rosterline.processor.groups;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.groups.GroupKeys.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The groups a batch touches, as they are after the commands decided so far. */
public final class Groups {

  private final Map<ScimId, Group> stored = new HashMap<>();
  private final Map<ScimId, Group> current = new LinkedHashMap<>();
  private final Map<Name, Group> holders = new HashMap<>();
  private final Map<ScimId, Roster> rosters = new HashMap<>();
  private final Map<UUID, UUID> memberOfScimId = new HashMap<>();

  record Membership(AccountId account, ScimId group, UUID member) {}

  void loaded(Group group) {
    if (stored.putIfAbsent(group.id(), group) == null) {
      keep(group);
    }
  }

  void mapped(UUID scimId, UUID member) {
    memberOfScimId.put(scimId, member);
  }

  UUID memberOf(UUID scimId) {
    return memberOfScimId.getOrDefault(scimId, scimId);
  }

  boolean isStored(ScimId id) {
    return stored.containsKey(id);
  }

  Roster roster(ScimId id) {
    return rosters.computeIfAbsent(id, _ -> new Roster());
  }

  /**
   * Decides a group command.
   *
   * @param school whether groups are classes on this account
   * @param returned from SCIM id to member id, for people who returned earlier in this batch
   */
  public GroupDecision decide(
      CommandEnvelope envelope,
      @Nullable GroupIntent intent,
      boolean school,
      UnaryOperator<UUID> returned,
      Instant now) {
    Group group = find(envelope);
    GroupDecision decision =
        ClassDecider.tell(group, asked(envelope, group, intent, returned, now), school);
    apply(envelope.resource(), decision);
    return withNotes(decision.valued(group), intent);
  }

  private GroupDecision asked(
      CommandEnvelope envelope,
      @Nullable Group group,
      @Nullable GroupIntent intent,
      UnaryOperator<UUID> returned,
      Instant now) {
    return switch (envelope.command()) {
      case Command.CreateGroup _ -> create(envelope, required(intent), returned, now);
      case Command.ReplaceGroup put ->
          change(envelope, group, required(intent), put.ifMatch(), returned, now);
      case Command.PatchGroup patch ->
          change(envelope, group, required(intent), patch.ifMatch(), returned, now);
      case Command.DeleteGroup delete -> delete(envelope, group, delete.ifMatch());
      case Command.DeriveClass _ -> GroupDecider.derive(group);
      case Command.CreateUser _,
          Command.ReplaceUser _,
          Command.PatchUser _,
          Command.DeleteUser _,
          Command.RemovalDue _,
          Command.CancelRemoval _,
          Command.ReleaseHold _,
          Command.CancelHold _,
          Command.RestoreMember _,
          Command.ErasePerson _,
          Command.DeriveStanding _,
          Command.ChangePolicy _ ->
          throw new IllegalArgumentException("not about a group");
    };
  }

  private GroupDecision create(
      CommandEnvelope envelope, GroupIntent intent, UnaryOperator<UUID> returned, Instant now) {
    if (current.containsKey(envelope.resource())) {
      return GroupDecision.nothing(
          GroupDecider.nameTaken(Operation.GROUP_CREATE, envelope.resource().toString()));
    }
    return GroupDecider.create(
        envelope,
        Objects.requireNonNull(intent.document()),
        difference(envelope, intent, returned),
        key -> holders.containsKey(new Name(envelope.account(), key)),
        now);
  }

  private GroupDecision change(
      CommandEnvelope envelope,
      @Nullable Group group,
      GroupIntent intent,
      @Nullable String ifMatch,
      UnaryOperator<UUID> returned,
      Instant now) {
    Operation operation =
        intent.attributes() == null && intent.document() == null
            ? Operation.GROUP_MEMBERS
            : Operation.GROUP_UPDATE;
    GroupDecision refusal = GroupDecider.refusal(group, envelope, ifMatch, operation);
    if (refusal != null || group == null) {
      return Objects.requireNonNull(refusal);
    }
    return GroupDecider.change(
        group,
        intent,
        difference(envelope, intent, returned),
        key -> holders.containsKey(new Name(envelope.account(), key)),
        GroupDecider.statusOf(intent),
        now);
  }

  private GroupDecision delete(
      CommandEnvelope envelope, @Nullable Group group, @Nullable String ifMatch) {
    GroupDecision refusal = GroupDecider.refusal(group, envelope, ifMatch, Operation.GROUP_DELETE);
    return refusal != null || group == null
        ? Objects.requireNonNull(refusal)
        : GroupDecider.delete(group);
  }

  private Map<UUID, Boolean> difference(
      CommandEnvelope envelope, GroupIntent intent, UnaryOperator<UUID> returned) {
    return roster(envelope.resource())
        .difference(intent.steps(), scimId -> returned.apply(memberOf(scimId)));
  }

  private static GroupDecision withNotes(GroupDecision decision, @Nullable GroupIntent intent) {
    if (intent == null || intent.ignored().isEmpty()) {
      return decision;
    }
    return new GroupDecision(
        decision.verdict().noting(List.of("unknown-member-ignored")),
        decision.after(),
        decision.deleted(),
        decision.members(),
        decision.fact());
  }

  private void apply(ScimId id, GroupDecision decision) {
    Group before = current.get(id);
    Group after = decision.after();
    if (before != null && (after != null || decision.deleted())) {
      holders.remove(name(before), before);
      current.remove(id);
    }
    if (after != null) {
      keep(after);
      roster(id).apply(decision.members());
    }
  }

  private void keep(Group group) {
    current.put(group.id(), group);
    holders.put(name(group), group);
  }

  private @Nullable Group find(CommandEnvelope envelope) {
    Group group = current.get(envelope.resource());
    return group != null && group.account().equals(envelope.account()) ? group : null;
  }

  private static GroupIntent required(@Nullable GroupIntent intent) {
    return Objects.requireNonNull(intent, "read from the command");
  }

  List<Group> inserted() {
    return current.values().stream()
        .filter(group -> !stored.containsKey(group.id()))
        .sorted(Comparator.comparing(Group::displayKey))
        .toList();
  }

  List<Group> updated() {
    return current.values().stream()
        .filter(group -> stored.containsKey(group.id()) && stored.get(group.id()) != group)
        .toList();
  }

  List<Group> deleted() {
    return stored.values().stream().filter(group -> !current.containsKey(group.id())).toList();
  }

  List<Membership> joined() {
    List<Membership> rows = new ArrayList<>();
    current.values().forEach(group -> add(rows, group, roster(group.id()).joined()));
    return rows;
  }

  List<Membership> left() {
    List<Membership> rows = new ArrayList<>();
    current.values().forEach(group -> add(rows, group, roster(group.id()).left()));
    return rows;
  }

  private static void add(List<Membership> rows, Group group, Collection<UUID> members) {
    members.forEach(member -> rows.add(new Membership(group.account(), group.id(), member)));
  }

  private static Name name(Group group) {
    return new Name(group.account(), group.displayKey());
  }
}
