package dev.rosterline.processor.removal;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.processor.publishing.CommandPublisher;
import dev.rosterline.processor.removal.RemovalStore.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends a command for each removal that is due. It decides nothing: the owner of the partition
 * removes if that removal is still meant, so a return and a removal are settled by their order.
 */
@Component
public class RemovalSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(RemovalSweeper.class);

  /** Sent and not yet applied, at most: an initial sync waits behind no more than these. */
  private static final int UNDER_WAY = 400;

  /** When so many more may be sent, they are. */
  private static final int ROOM = UNDER_WAY / 2;

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Other chores have their turn too. */
  private static final Duration SPELL = Duration.ofSeconds(10);

  private final RemovalStore schedule;
  private final CommandPublisher commands;

  RemovalSweeper(RemovalStore schedule, CommandPublisher commands) {
    this.schedule = schedule;
    this.commands = commands;
  }

  @Scheduled(fixedDelayString = "${rosterline.removal.interval:1s}")
  void sweep() {
    try {
      int sent = sendAllDue();
      if (sent > 0) {
        LOG.info("removals={} due and sent", sent);
      }
      int misdated = sendMisdated();
      if (misdated > 0) {
        LOG.info("removals={} with the date of an earlier grace period sent", misdated);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("removals that are due were not sent, tried again in a second", e);
    }
  }

  /**
   * As fast as they are applied, a few at a time: where a whole company leaves at once, what the
   * identity provider sends meanwhile still gets its answers.
   */
  private int sendAllDue() throws InterruptedException {
    long end = System.nanoTime() + SPELL.toNanos();
    int sent = 0;
    while (System.nanoTime() < end) {
      int room = UNDER_WAY - schedule.underWay(UNDER_WAY);
      if (room < ROOM) {
        Thread.sleep(PAUSE);
        continue;
      }
      int more = send(schedule.claim(room));
      sent += more;
      if (more < room) {
        break;
      }
    }
    return sent;
  }

  /** How many were sent. */
  public int sendDue() throws InterruptedException {
    return send(schedule.claim(UNDER_WAY));
  }

  private int send(List<Due> due) throws InterruptedException {
    commands.publish(due.stream().map(RemovalSweeper::command).toList());
    return due.size();
  }

  /**
   * How many were sent because the grace period has changed: whoever owns them looks at the date
   * again, and moves it.
   */
  public int sendMisdated() throws InterruptedException {
    int sent = send(schedule.claimMisdated(UNDER_WAY));
    if (sent == 0) {
      schedule.settle();
    }
    return sent;
  }

  private static CommandEnvelope command(Due due) {
    return new CommandEnvelope(
        Ids.derived(due.at(), due.member().value(), due.generation()),
        due.account(),
        new ScimId(due.member().value()),
        0,
        new Command.RemovalDue(due.member(), due.generation()),
        Source.SYSTEM,
        Instant.now(),
        null,
        List.of(),
        null,
        null);
  }
}
