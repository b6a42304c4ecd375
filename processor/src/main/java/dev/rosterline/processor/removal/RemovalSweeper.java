package dev.rosterline.processor.removal;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.processor.publishing.CommandPublisher;
import dev.rosterline.processor.removal.RemovalStore.Due;
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
  private static final int LIMIT = 1_000;

  private final RemovalStore schedule;
  private final CommandPublisher commands;

  RemovalSweeper(RemovalStore schedule, CommandPublisher commands) {
    this.schedule = schedule;
    this.commands = commands;
  }

  @Scheduled(fixedDelayString = "${rosterline.removal.interval:1s}")
  void sweep() {
    try {
      int sent = sendDue();
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

  /** How many were sent. */
  public int sendDue() throws InterruptedException {
    List<Due> due = schedule.claim(LIMIT);
    commands.publish(due.stream().map(RemovalSweeper::command).toList());
    return due.size();
  }

  /**
   * How many were sent because the grace period has changed: whoever owns them looks at the date
   * again, and moves it.
   */
  public int sendMisdated() throws InterruptedException {
    List<Due> misdated = schedule.claimMisdated(LIMIT);
    commands.publish(misdated.stream().map(RemovalSweeper::command).toList());
    if (misdated.isEmpty()) {
      schedule.settle();
    }
    return misdated.size();
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
        null);
  }
}
