package dev.rosterline.processor.removal;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.processor.publishing.CommandPublisher;
import dev.rosterline.processor.publishing.PacedPublisher;
import dev.rosterline.processor.publishing.Progress;
import dev.rosterline.processor.removal.RemovalStore.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends a command for each removal that is due. It decides nothing: the owner of the partition
 * removes if that removal is still meant, so a return and a removal are settled by their order.
 * Each processor sends for the members it owns, and marks nothing: what it has sent is no longer
 * due once it is applied, and what got lost is found again.
 */
@Component
class RemovalSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(RemovalSweeper.class);

  /** Sent and not yet applied, at most: what keeps several batches full. */
  private static final int UNDER_WAY = 2_000;

  /** Then from the first again: a date may have moved to before what was sent last. */
  private static final Duration SPELL = Duration.ofSeconds(8);

  private final RemovalStore schedule;
  private final DueClock clock;
  private final PacedPublisher due;
  private final PacedPublisher misdated;

  RemovalSweeper(
      RemovalStore schedule, DueClock clock, CommandPublisher commands, Progress progress) {
    this.schedule = schedule;
    this.clock = clock;
    this.due = new PacedPublisher(commands, progress, UNDER_WAY);
    this.misdated = new PacedPublisher(commands, progress, UNDER_WAY);
  }

  @Scheduled(fixedDelayString = "${rosterline.removal.interval:1s}")
  void removeDue() {
    repeatedly(() -> sweep("due", due, after -> schedule.due(clock.at(schedule.now()), after)));
  }

  /** A changed grace period moves what is pending, or ends it: by a clock that is believed. */
  @Scheduled(fixedDelayString = "${rosterline.removal.interval:1s}")
  void moveMisdated() {
    repeatedly(
        () -> {
          Instant database = schedule.now();
          if (!clock.at(database).isBefore(database)) {
            sweep("with the date of an earlier grace period", misdated, schedule::misdated);
            schedule.settle();
          }
        });
  }

  private interface Chore {
    void run() throws InterruptedException;
  }

  private static void repeatedly(Chore chore) {
    try {
      chore.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("removals were not sent, tried again in a second", e);
    }
  }

  private static void sweep(
      String which, PacedPublisher commands, Function<@Nullable Due, List<Due>> pages)
      throws InterruptedException {
    boolean more = true;
    while (more) {
      long end = System.nanoTime() + SPELL.toNanos();
      int sent = send(commands, pages, end);
      if (sent > 0) {
        LOG.info("removals={} {} and sent", sent, which);
      }
      more = sent > 0 && System.nanoTime() - end >= 0;
    }
  }

  /** From the first on: none that was sent before is still to be applied, or it would be again. */
  private static int send(
      PacedPublisher commands, Function<@Nullable Due, List<Due>> pages, long end)
      throws InterruptedException {
    int sent = 0;
    if (commands.isDownTo(0, end)) {
      List<Due> page = pages.apply(null);
      while (!page.isEmpty() && System.nanoTime() - end < 0) {
        sent += commands.publish(page.stream().map(RemovalSweeper::command).toList(), end);
        page = pages.apply(page.getLast());
      }
    }
    return sent;
  }

  /**
   * Within a minute the same cause makes the same command, which is applied once. Later it makes
   * another: the first may have come while a clock that was set back said it was too early.
   */
  private static CommandEnvelope command(Due due) {
    Instant now = Instant.now();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    return new CommandEnvelope(
        Ids.derived(minute, due.member().value(), due.cause().toEpochMilli() + due.generation()),
        due.account(),
        new ScimId(due.member().value()),
        0,
        new Command.RemovalDue(due.member(), due.generation()),
        Source.SYSTEM,
        now,
        null,
        List.of(),
        null,
        null);
  }
}
