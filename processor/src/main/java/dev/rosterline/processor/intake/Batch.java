package dev.rosterline.processor.intake;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.processor.groups.GroupKeys;
import dev.rosterline.processor.groups.MembershipStore.Person;
import dev.rosterline.processor.intake.OffsetStore.Attempt;
import dev.rosterline.processor.members.MemberKeys;
import dev.rosterline.processor.members.Profile;
import dev.rosterline.processor.publishing.Place;
import dev.rosterline.scim.schema.MatchingKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one poll, read; urgent ones first, else of each partition in order.
 *
 * @param first offset by place, see {@link Place}
 * @param next offset by place, after the batch
 */
record Batch(List<Item> items, Map<Integer, Long> first, Map<Integer, Long> next) {

  static Batch of(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Item> items = new ArrayList<>(records.size());
    Map<Integer, Long> first = new TreeMap<>();
    Map<Integer, Long> next = new TreeMap<>();
    int urgent = 0;
    for (ConsumerRecord<byte[], byte[]> source : records) {
      int place = Place.of(source.topic(), source.partition());
      Item item = CommandReader.read(source);
      items.add(Place.isUrgent(place) ? urgent++ : items.size(), item);
      first.putIfAbsent(place, source.offset());
      next.put(place, source.offset() + 1);
    }
    return new Batch(items, first, next);
  }

  /** Without what is urgent of members who are not ours: it waits its turn. */
  Batch owned(Partitions partitions) {
    boolean all = items.stream().allMatch(it -> !it.isUrgent() || partitions.isOwned(it.place()));
    return all
        ? this
        : new Batch(
            items.stream().filter(it -> !it.isUrgent() || partitions.isOwned(it.place())).toList(),
            first,
            next);
  }

  List<UUID> commandIds() {
    return items.stream().map(item -> item.id().value()).toList();
  }

  /**
   * Commands that have no outcome yet, each once. Nothing is ahead of a command that is decided
   * already, or with this batch.
   */
  List<Item> fresh(Set<Attempt> known) {
    Set<Attempt> seen = new HashSet<>(known);
    Set<CommandId> inTurn = inTurn(known);
    return items.stream()
        .filter(item -> !(item.isUrgent() && inTurn.contains(item.id())))
        .filter(item -> seen.add(new Attempt(item.id(), item.hop())))
        .toList();
  }

  private Set<CommandId> inTurn(Set<Attempt> known) {
    Set<CommandId> commands = new HashSet<>();
    if (!items.isEmpty() && items.getFirst().isUrgent()) {
      known.stream().filter(it -> it.hop() >= 0).forEach(it -> commands.add(it.command()));
      items.stream().filter(item -> !item.isUrgent()).forEach(item -> commands.add(item.id()));
    }
    return commands;
  }

  static MemberKeys memberKeys(List<Item> items) {
    MemberKeys keys = new MemberKeys();
    for (Item item : items) {
      if (item instanceof Item.Readable readable) {
        want(keys, readable.envelope());
      }
    }
    return keys;
  }

  private static void want(MemberKeys keys, CommandEnvelope envelope) {
    switch (envelope.command()) {
      case Command.CreateUser create -> {
        Profile wanted = Profile.of(create.document());
        keys.name(envelope.account(), wanted.userNameKey());
        wanted.emailKeys().stream()
            .findFirst()
            .ifPresent(email -> keys.email(envelope.account(), email));
      }
      case Command.ReplaceUser put -> {
        keys.scimId(envelope.resource());
        keys.name(envelope.account(), MatchingKey.of(put.document().path("userName").asString("")));
      }
      case Command.PatchUser _, Command.DeleteUser _ -> keys.scimId(envelope.resource());
      case Command.RemovalDue due -> keys.member(envelope.account(), due.member());
      case Command.CancelRemoval cancel -> keys.member(envelope.account(), cancel.member());
      case Command.ReleaseHold release -> keys.member(envelope.account(), release.member());
      case Command.CancelHold cancel -> keys.member(envelope.account(), cancel.member());
      case Command.RestoreMember restore -> {
        keys.member(envelope.account(), restore.member());
        keys.namesakes(envelope.account(), restore.member());
      }
      case Command.ErasePerson erase -> keys.member(envelope.account(), erase.member());
      case Command.DeriveStanding derive ->
          derive.members().forEach(due -> keys.member(envelope.account(), due.member()));
      case Command.CreateGroup _,
          Command.ReplaceGroup _,
          Command.PatchGroup _,
          Command.DeleteGroup _,
          Command.DeriveClass _,
          Command.ChangePolicy _ -> {}
    }
  }

  /** Accounts whose policy matters for what the batch asks. */
  static Set<AccountId> policyKeys(List<Item> items) {
    Set<AccountId> accounts = new HashSet<>();
    for (Item item : items) {
      if (item instanceof Item.Readable readable && goesByPolicy(readable.envelope().command())) {
        accounts.add(readable.envelope().account());
      }
    }
    return accounts;
  }

  /** Accounts that somebody may leave, by what the batch asks. */
  static Set<AccountId> brakeKeys(List<Item> items) {
    Set<AccountId> accounts = new HashSet<>();
    for (Item item : items) {
      if (item instanceof Item.Readable readable && mayLeave(readable.envelope().command())) {
        accounts.add(readable.envelope().account());
      }
    }
    return accounts;
  }

  /** Rather too often than not often enough: a PATCH that mentions both may block. */
  private static boolean mayLeave(Command command) {
    return switch (command) {
      case Command.DeleteUser _, Command.RemovalDue _ -> true;
      case Command.ReplaceUser put -> !put.document().path("active").asBoolean(true);
      case Command.PatchUser patch -> {
        String text = patch.patch().toString().toLowerCase(Locale.ROOT);
        yield text.contains("active") && text.contains("false");
      }
      default -> false;
    };
  }

  private static boolean goesByPolicy(Command command) {
    return switch (command) {
      case Command.CreateUser _,
          Command.DeleteUser _,
          Command.RemovalDue _,
          Command.ReplaceUser _,
          Command.PatchUser _,
          Command.ReleaseHold _,
          Command.RestoreMember _,
          Command.CreateGroup _,
          Command.ReplaceGroup _,
          Command.PatchGroup _,
          Command.DeleteGroup _,
          Command.DeriveStanding _,
          Command.DeriveClass _,
          Command.ChangePolicy _ ->
          true;
      case Command.CancelRemoval _, Command.CancelHold _, Command.ErasePerson _ -> false;
    };
  }

  /** Members whose groups matter for what the batch asks. */
  static Set<Person> standingKeys(List<Item> items) {
    Set<Person> people = new HashSet<>();
    for (Item item : items) {
      if (item instanceof Item.Readable readable
          && readable.envelope().command() instanceof Command.DeriveStanding derive) {
        AccountId account = readable.envelope().account();
        derive.members().forEach(due -> people.add(new Person(account, due.member())));
      }
    }
    return people;
  }

  static GroupKeys groupKeys(List<Item> items) {
    GroupKeys keys = new GroupKeys();
    for (Item item : items) {
      if (item instanceof Item.Readable readable
          && readable.envelope().resourceType().equals("Group")) {
        keys.want(readable.envelope(), readable.intent());
      }
    }
    return keys;
  }
}
