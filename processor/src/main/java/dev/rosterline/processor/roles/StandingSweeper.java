package dev.rosterline.processor.roles;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.Command.DeriveStanding.Due;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Topics;
import dev.rosterline.processor.publishing.CommandPublisher;
import dev.rosterline.processor.roles.MarkStore.Mark;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends commands for members, and groups, who have to be looked at again. It decides nothing: the
 * owner of their partition compares what they have with what was told, so a command that comes
 * twice finds no difference the second time, and what is told is in order with all else about a
 * member.
 */
@Component
public class StandingSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(StandingSweeper.class);

  /** Sent and not yet decided, at most: an initial sync waits behind no more than these. */
  private static final int UNDER_WAY = 400;

  /** When so many more may be sent, they are. */
  private static final int ROOM = UNDER_WAY / 2;

  /** What one transaction takes of a walk. */
  private static final int PART = 1_000;

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Other chores have their turn too. */
  private static final Duration SPELL = Duration.ofSeconds(10);

  private final MarkStore marks;
  private final CommandPublisher commands;
  private final Counter looks;

  StandingSweeper(MarkStore marks, CommandPublisher commands, MeterRegistry meters) {
    this.marks = marks;
    this.commands = commands;
    this.looks = meters.counter("rosterline.roles.sent");
  }

  private record Owner(AccountId account, int partition) {}

  @Scheduled(fixedDelayString = "${rosterline.roles.interval:250ms}")
  void sweep() {
    try {
      int sent = marks.isWaiting() ? sendAll() : 0;
      if (sent > 0) {
        LOG.debug("members={} to be looked at again sent", sent);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("members were not sent to be looked at again, tried again soon", e);
    }
  }

  /** As fast as they are decided, a few at a time, so that others have their turn. */
  private int sendAll() throws InterruptedException {
    long end = System.nanoTime() + SPELL.toNanos();
    int sent = 0;
    while (System.nanoTime() < end) {
      int room = UNDER_WAY - marks.underWay(UNDER_WAY);
      if (room < ROOM) {
        Thread.sleep(PAUSE);
        continue;
      }
      int more = send(marks.claim(room));
      sent += more;
      if (more < room && !marks.walk(PART)) {
        break;
      }
    }
    return sent;
  }

  private int send(List<Mark> claimed) throws InterruptedException {
    List<CommandEnvelope> envelopes = new ArrayList<>();
    Map<Owner, List<Mark>> members = new LinkedHashMap<>();
    Map<UUID, List<Mark>> groups = new LinkedHashMap<>();
    for (Mark mark : claimed) {
      if (mark.isGroup()) {
        groups.computeIfAbsent(mark.resource(), _ -> new ArrayList<>()).add(mark);
      } else {
        int partition = Slot.partition(Slot.ofId(mark.resource()), Topics.PARTITIONS);
        members
            .computeIfAbsent(new Owner(mark.account(), partition), _ -> new ArrayList<>())
            .add(mark);
      }
    }
    groups.values().forEach(of -> envelopes.add(envelope(of, ofGroup(of))));
    members.values().forEach(of -> envelopes.add(envelope(of, ofMembers(of))));
    commands.publish(envelopes);
    looks.increment(claimed.size());
    return claimed.size();
  }

  private static Command ofGroup(List<Mark> of) {
    return new Command.DeriveClass(of.getLast().cause(), numbers(of));
  }

  /** Each member once, for what was marked last. */
  private static Command ofMembers(List<Mark> of) {
    Map<UUID, @Nullable CommandId> causes = new LinkedHashMap<>();
    of.forEach(mark -> causes.put(mark.resource(), mark.cause()));
    List<Due> due = new ArrayList<>();
    causes.forEach((member, cause) -> due.add(new Due(new MemberId(member), cause)));
    return new Command.DeriveStanding(due, numbers(of));
  }

  private static List<Long> numbers(List<Mark> of) {
    return of.stream().map(Mark::number).toList();
  }

  private static CommandEnvelope envelope(List<Mark> of, Command command) {
    Mark first = of.getFirst();
    Instant now = Instant.now();
    return new CommandEnvelope(
        Ids.derived(now, first.resource(), first.number()),
        first.account(),
        new ScimId(first.resource()),
        0,
        command,
        Source.SYSTEM,
        now,
        null,
        List.of(),
        null,
        null);
  }
}
