package dev.rosterline.processor.intake;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.groups.GroupDecision;
import dev.rosterline.processor.groups.GroupStore;
import dev.rosterline.processor.groups.Groups;
import dev.rosterline.processor.members.Member;
import dev.rosterline.processor.members.MemberDecider;
import dev.rosterline.processor.members.MemberDecision;
import dev.rosterline.processor.members.MemberStore;
import dev.rosterline.processor.publishing.Decided;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides a list of commands inside one transaction: load what they are about, decide each in log order, write everything at
 * once. Commands about members come before those about groups; the order per resource is the log's.
 */
final class BatchTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(BatchTransaction.class);

  private final Sql sql;
  private final Instant now;
  private final Batch batch = new Batch();
  private final Map<AccountId, Duration> gracePeriods = new HashMap<>();
  // By identity: a command is a whole document, too dear to hash.
  private final Map<LoggedCommand, Decided> decided = new IdentityHashMap<>();
  private final Map<LoggedCommand, Member> answered = new IdentityHashMap<>();

  BatchTransaction(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  /** A name that somebody took at the same time; the batch has to be decided one command at a time. */
  static final class NameRaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NameRaceException() {
      super("a name was taken meanwhile", null, false, false);
    }
  }

  /** What was decided, in log order. */
  List<Decided> apply(List<LoggedCommand> commands) {
    load(commands);
    commands.forEach(this::decideMember);
    writeMembers();
    Groups groups = new Groups(sql, now);
    commands.forEach(logged -> decideGroup(groups, logged));
    addGroupsToAnswers();
    List<Decided> inOrder = commands.stream().map(this::decidedOf).toList();
    OutcomeStore.insert(sql, commands, inOrder);
    return inOrder;
  }

  /** The refusal of a create or rename whose name was taken meanwhile. */
  List<Decided> refuseName(LoggedCommand logged) {
    CommandEnvelope envelope = java.util.Objects.requireNonNull(logged.command());
    Decided refused =
        switch (envelope.command()) {
          case Command.CreateGroup _, Command.ReplaceGroup _, Command.PatchGroup _, Command.DeleteGroup _ ->
              Decisions.of(logged, envelope, Groups.nameTaken(), now);
          case Command.CreateUser _,
              Command.ReplaceUser _,
              Command.PatchUser _,
              Command.DeleteUser _,
              Command.RemovalDue _ ->
              Decisions.of(logged, envelope, MemberDecider.nameTaken(envelope), now).decided();
        };
    OutcomeStore.insert(sql, List.of(logged), List.of(refused));
    return List.of(refused);
  }

  private Decided decidedOf(LoggedCommand logged) {
    return java.util.Objects.requireNonNull(decided.get(logged), "every command is decided");
  }

  private void load(List<LoggedCommand> commands) {
    Set<ScimId> ids = new HashSet<>();
    Set<Member.NameKey> names = new HashSet<>();
    Set<AccountId> deleting = new HashSet<>();
    Map<AccountId, Set<MemberId>> due = new HashMap<>();
    for (LoggedCommand logged : commands) {
      CommandEnvelope envelope = logged.command();
      if (envelope == null) {
        continue;
      }
      switch (envelope.command()) {
        case Command.CreateUser create -> names.add(Batch.nameKey(envelope, create));
        case Command.ReplaceUser _, Command.PatchUser _ -> ids.add(envelope.resource());
        case Command.DeleteUser _ -> {
          ids.add(envelope.resource());
          deleting.add(envelope.account());
        }
        case Command.RemovalDue removal ->
            due.computeIfAbsent(envelope.account(), _ -> new HashSet<>()).add(removal.member());
        case Command.CreateGroup _, Command.ReplaceGroup _, Command.PatchGroup _, Command.DeleteGroup _ -> {}
      }
    }
    if (!ids.isEmpty()) {
      batch.load(MemberStore.byScimId(sql, ids));
    }
    if (!names.isEmpty()) {
      batch.load(MemberStore.byName(sql, names));
    }
    due.forEach((account, members) -> batch.load(MemberStore.byId(sql, account, members)));
    if (!deleting.isEmpty()) {
      gracePeriods.putAll(MemberStore.gracePeriods(sql, deleting));
    }
  }

  private void decideMember(LoggedCommand logged) {
    CommandEnvelope envelope = logged.command();
    if (envelope == null) {
      LOG.warn(
          "record partition={} offset={} is no command: {}; parked, the partition goes on",
          logged.partition(),
          logged.offset(),
          logged.unreadable());
      decided.put(logged, Decisions.parked(logged, String.valueOf(logged.unreadable()), now));
      return;
    }
    try {
      MemberDecision decision = decide(logged, envelope);
      if (decision != null) {
        tell(logged, Decisions.of(logged, envelope, decision, now));
      }
    } catch (R2dbcException | NameRaceException fault) {
      throw fault;
    } catch (RuntimeException bug) {
      LOG.error("command={} met a bug; parked, the partition goes on", envelope.id(), bug);
      decided.put(logged, Decisions.parked(logged, bug.toString(), now));
    }
  }

  /** Null for a command about a group. */
  private @Nullable MemberDecision decide(LoggedCommand logged, CommandEnvelope envelope) {
    Member member = batch.provisioned(envelope);
    if (member != null && member.partition() != logged.partition()) {
      return MemberDecider.elsewhere(envelope.command(), member);
    }
    ScimId id = envelope.resource();
    return switch (envelope.command()) {
      case Command.CreateUser create ->
          MemberDecider.create(
              envelope.account(),
              id,
              create.document(),
              batch.named(Batch.nameKey(envelope, create)),
              logged.partition(),
              now);
      case Command.ReplaceUser replace -> MemberDecider.replace(id, replace, member, now);
      case Command.PatchUser patch -> MemberDecider.patch(id, patch, member, now);
      case Command.DeleteUser delete ->
          MemberDecider.delete(
              id, delete, member, gracePeriods.getOrDefault(envelope.account(), Duration.ZERO), now);
      case Command.RemovalDue due -> MemberDecider.removalDue(due, batch.member(due.member()), now);
      case Command.CreateGroup _, Command.ReplaceGroup _, Command.PatchGroup _, Command.DeleteGroup _ -> null;
    };
  }

  private void tell(LoggedCommand logged, Decisions.Told told) {
    decided.put(logged, told.decided());
    Member member = told.member();
    if (member != null) {
      if (!told.decided().events().isEmpty()) {
        batch.put(member);
      }
      answered.put(logged, member);
    }
  }

  private void writeMembers() {
    List<Member> inserted = batch.inserted();
    if (!inserted.isEmpty() && MemberStore.insert(sql, inserted).size() < inserted.size()) {
      throw new NameRaceException();
    }
    List<Member> updated = batch.updated();
    if (!updated.isEmpty()) {
      MemberStore.update(sql, updated);
      forgetMemberships();
    }
  }

  /** Who is removed, or comes back, keeps no membership; what awaited the new id of one who comes back is theirs. */
  private void forgetMemberships() {
    Set<MemberId> gone = new HashSet<>();
    Map<ScimId, MemberId> returned = new LinkedHashMap<>();
    for (Decided one : decided.values()) {
      for (MembershipEvent event : one.events()) {
        ScimId scimId = event.member().scimId();
        if (event.type() == MembershipEvent.Type.REMOVED) {
          gone.add(event.member().member());
        } else if (event.type() == MembershipEvent.Type.REMOVAL_CANCELLED && scimId != null) {
          gone.add(event.member().member());
          returned.put(scimId, event.member().member());
        }
      }
    }
    if (!gone.isEmpty()) {
      GroupStore.forget(sql, gone);
    }
    if (!returned.isEmpty()) {
      GroupStore.link(sql, returned);
    }
  }

  private void decideGroup(Groups groups, LoggedCommand logged) {
    CommandEnvelope envelope = logged.command();
    if (envelope == null || decided.containsKey(logged)) {
      return;
    }
    GroupDecision decision = groups.apply(envelope);
    decided.put(logged, Decisions.of(logged, envelope, decision, now));
  }

  private void addGroupsToAnswers() {
    Map<LoggedCommand, Member> bodies = new IdentityHashMap<>();
    answered.forEach(
        (logged, member) -> {
          var reply = decidedOf(logged).reply();
          if (reply != null && reply.document() != null) {
            bodies.put(logged, member);
          }
        });
    if (bodies.isEmpty()) {
      return;
    }
    Map<MemberId, String> groups =
        GroupStore.groupsOf(sql, bodies.values().stream().map(Member::id).distinct().toList());
    bodies.forEach(
        (logged, member) -> {
          String json = groups.get(member.id());
          if (json != null) {
            decided.put(logged, Decisions.withGroups(decidedOf(logged), member, json));
          }
        });
  }

  static List<LoggedCommand> without(List<LoggedCommand> commands, Set<OutcomeStore.CommandKey> known) {
    List<LoggedCommand> fresh = new ArrayList<>(commands.size());
    Set<OutcomeStore.CommandKey> seen = new HashSet<>(known);
    for (LoggedCommand logged : commands) {
      if (seen.add(new OutcomeStore.CommandKey(logged.id().value(), logged.hop()))) {
        fresh.add(logged);
      }
    }
    return fresh;
  }
}
