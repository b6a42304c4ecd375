package dev.rosterline.gateway.reply;

import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Reply;
import dev.rosterline.gateway.error.RetryLaterException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The requests of this instance that wait for a reply, by command.
 *
 * <p>One sweep ends those that waited too long: a timer for each request would cost more than the
 * wait itself.
 */
public final class PendingReplies {

  private record Waiting(Sinks.One<Reply> sink, long deadline) {}

  private final ConcurrentMap<CommandId, Waiting> waiting = new ConcurrentHashMap<>();
  private final ReplyProperties properties;
  private final LongSupplier nanoTime;

  public PendingReplies(ReplyProperties properties, LongSupplier nanoTime) {
    this.properties = properties;
    this.nanoTime = nanoTime;
  }

  /**
   * Starts waiting at once, not on subscription; so call it before publishing. Empty when no reply
   * came in time. Two requests may wait for the same command.
   */
  public Mono<Reply> await(CommandId command) {
    if (waiting.size() >= properties.maxPending()) {
      throw RetryLaterException.tooMany("Too many requests are waiting; slow down");
    }
    long deadline = nanoTime.getAsLong() + properties.timeout().toNanos();
    return waiting
        .computeIfAbsent(command, id -> new Waiting(Sinks.one(), deadline))
        .sink()
        .asMono();
  }

  /** A reply nobody waits for (any more) is dropped: the database has the truth. */
  public void complete(Reply reply) {
    Waiting found = waiting.remove(reply.command());
    if (found != null) {
      found.sink().tryEmitValue(reply);
    }
  }

  public void fail(CommandId command, Throwable failure) {
    Waiting found = waiting.remove(command);
    if (found != null) {
      found.sink().tryEmitError(failure);
    }
  }

  public void forget(CommandId command) {
    waiting.remove(command);
  }

  public int size() {
    return waiting.size();
  }

  /** Ends the wait of those whose time is over. */
  public void expire() {
    long now = nanoTime.getAsLong();
    waiting.forEach(
        (command, entry) -> {
          if (now - entry.deadline() >= 0 && waiting.remove(command, entry)) {
            entry.sink().tryEmitEmpty();
          }
        });
  }
}
