package dev.rosterline.processor.publishing;

import dev.rosterline.contract.CommandEnvelope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends commands about members this process owns as fast as it applies them. Those under way are
 * many while there is nothing else to do, and some ten and half of what comes from others while
 * something does: whatever an identity provider sends meanwhile waits little longer than without.
 * For one thread.
 */
public final class PacedPublisher {

  private static final Duration PAUSE = Duration.ofMillis(5);

  /** While others are busy; so many cost little more than the batch that they come in. */
  private static final int FEW = 10;

  private final CommandPublisher commands;
  private final Progress progress;
  private final int most;
  private final Map<Integer, Deque<Long>> underWay = new TreeMap<>();

  /**
   * @param most sent and not yet applied, while others send nothing
   */
  public PacedPublisher(CommandPublisher commands, Progress progress, int most) {
    this.commands = commands;
    this.progress = progress;
    this.most = most;
  }

  /** Whether it is this process that sends the command; of any two processes one does. */
  public boolean isOurs(CommandEnvelope command) {
    return progress.isOwned(command.partition());
  }

  /**
   * Sends what is ours, in parts, each as soon as there is room for it.
   *
   * @param end of {@link System#nanoTime()}: what has found no room by then is not sent
   * @return how many were sent and acknowledged
   */
  public int publish(List<CommandEnvelope> given, long end) throws InterruptedException {
    List<CommandEnvelope> ours = given.stream().filter(this::isOurs).toList();
    int sent = 0;
    while (sent < ours.size() && isDownTo(() -> bound() / 2, end)) {
      int part = Math.max(1, bound() - underWay());
      List<CommandEnvelope> next = ours.subList(sent, Math.min(sent + part, ours.size()));
      for (RecordMetadata at : commands.publish(next)) {
        underWay.computeIfAbsent(at.partition(), _ -> new ArrayDeque<>()).add(at.offset());
      }
      sent += next.size();
    }
    return sent;
  }

  /**
   * Waits until no more than so many are under way. What went to a partition that is no longer ours
   * is for its new owner to apply.
   *
   * @param end of {@link System#nanoTime()}
   * @return false where there were more until the end
   */
  public boolean isDownTo(int count, long end) throws InterruptedException {
    return isDownTo(() -> count, end);
  }

  private boolean isDownTo(IntSupplier count, long end) throws InterruptedException {
    while (underWay() > count.getAsInt()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private int bound() {
    int others = progress.others();
    return others == 0 ? most : Math.min(most, FEW + others / 2);
  }

  private int underWay() {
    underWay.keySet().removeIf(partition -> !progress.isOwned(partition));
    int count = 0;
    for (Map.Entry<Integer, Deque<Long>> partition : underWay.entrySet()) {
      long applied = progress.applied(partition.getKey());
      Deque<Long> offsets = partition.getValue();
      while (!offsets.isEmpty() && offsets.getFirst() < applied) {
        offsets.removeFirst();
      }
      count += offsets.size();
    }
    return count;
  }
}
