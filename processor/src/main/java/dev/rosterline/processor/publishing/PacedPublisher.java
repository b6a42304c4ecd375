package dev.rosterline.processor.publishing;

import dev.rosterline.contract.CommandEnvelope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends commands about members this process owns as fast as it applies them. While there is nothing
 * else to do, many are under way. While others send, it takes turns with them: some, and once those
 * are applied nothing for as long as that took, or for a second. So whatever an identity provider
 * sends meanwhile has about half of the time, and so have these. For one thread.
 */
public final class PacedPublisher {

  private static final Duration PAUSE = Duration.ofMillis(5);

  /** A turn while others send: what one transaction takes. */
  private static final int TURN = 500;

  /** What was sent may have had to wait for more than this process. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private final CommandPublisher commands;
  private final Progress progress;
  private final int most;
  private final Map<Integer, Deque<Long>> underWay = new TreeMap<>();

  /** Of {@link System#nanoTime()}. */
  private long turnBegan = System.nanoTime();

  private boolean turnEnded = true;
  private long nextTurn = turnBegan;

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
    int room = ours.isEmpty() ? 0 : room(end);
    while (sent < ours.size() && room > 0) {
      List<CommandEnvelope> next = ours.subList(sent, Math.min(sent + room, ours.size()));
      send(next);
      sent += next.size();
      room = sent < ours.size() ? room(end) : 0;
    }
    return sent;
  }

  private void send(List<CommandEnvelope> next) throws InterruptedException {
    turnBegan = System.nanoTime();
    for (RecordMetadata at : commands.publish(next)) {
      underWay.computeIfAbsent(at.partition(), _ -> new ArrayDeque<>()).add(at.offset());
    }
    turnEnded = false;
  }

  /**
   * Waits until no more than so many are under way. What went to a partition that is no longer ours
   * is for its new owner to apply.
   *
   * @param end of {@link System#nanoTime()}
   * @return false where there were more until the end
   */
  public boolean isDownTo(int count, long end) throws InterruptedException {
    while (underWay() > count) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  /** Waits until some may be sent, and says how many; 0 where there was no room until the end. */
  private int room(long end) throws InterruptedException {
    int room = room();
    while (room == 0 && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE);
      room = room();
    }
    return room;
  }

  private int room() {
    int left = underWay();
    if (progress.isShared()) {
      return left == 0 && isRested() ? Math.min(TURN, most) : 0;
    }
    return left <= most / 2 ? most - left : 0;
  }

  private boolean isRested() {
    long now = System.nanoTime();
    if (!turnEnded) {
      turnEnded = true;
      nextTurn = now + Math.min(now - turnBegan, LONGEST_REST.toNanos());
    }
    return now - nextTurn >= 0;
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
