package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Reply;
import dev.rosterline.gateway.error.RetryLaterException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Blocks ahead of a backlog. A command that may block somebody, is on the log for sure and was not
 * answered soon after, stands behind others: it is published once more, on the urgent topic. Where
 * commands are decided at once, as they mostly are, that never happens. Losing it costs time only:
 * the command on the log does the same in its turn.
 */
final class FastLane {

  private static final Logger log = LoggerFactory.getLogger(FastLane.class);

  /** So many blocks wait at most; more of them wait their turn. */
  private static final int MOST = 100_000;

  private final CommandLog commands;
  private final BiConsumer<Runnable, Duration> later;
  private final Duration patience;
  private final Set<CommandId> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param later runs something after a time
   * @param patience how long a block may wait for its answer before it is said to be urgent
   */
  FastLane(CommandLog commands, BiConsumer<Runnable, Duration> later, Duration patience) {
    this.commands = commands;
    this.later = later;
    this.patience = patience;
  }

  /**
   * Whether a command may keep somebody from signing in, whatever is before it. Rather too often
   * than not often enough: the processor looks closely.
   */
  static boolean mayBlock(Command command) {
    return switch (command) {
      case Command.DeleteUser delete -> delete.ifMatch() == null;
      case Command.ReplaceUser put ->
          put.ifMatch() == null && !put.document().path("active").asBoolean(true);
      case Command.PatchUser patch -> patch.ifMatch() == null && mentionsBlock(patch);
      default -> false;
    };
  }

  private static boolean mentionsBlock(Command.PatchUser patch) {
    String text = patch.patch().toString().toLowerCase(Locale.ROOT);
    return text.contains("active") && text.contains("false");
  }

  /** To be called before the command is published. */
  Mono<Reply> watched(CommandEnvelope envelope, Mono<Reply> reply) {
    return watches(envelope) ? reply.doOnNext(_ -> waiting.remove(envelope.id())) : reply;
  }

  /**
   * For a command whose reply nobody waits for; to be called before it is published. It is said to
   * be urgent though it may be decided by then, and is dropped in that case.
   */
  boolean watches(CommandEnvelope envelope) {
    return mayBlock(envelope.command()) && waiting.size() < MOST && waiting.add(envelope.id());
  }

  /** The command is on the log, or will never be. */
  void written(CommandEnvelope envelope, @Nullable Throwable failure) {
    if (waiting.isEmpty() || !waiting.contains(envelope.id())) {
      return;
    }
    if (failure == null) {
      later.accept(() -> hurry(envelope), patience);
    } else {
      waiting.remove(envelope.id());
    }
  }

  private void hurry(CommandEnvelope envelope) {
    if (!waiting.remove(envelope.id())) {
      return;
    }
    try {
      commands.append(CommandPublisher.urgent(envelope), failure -> told(envelope, failure));
    } catch (RetryLaterException e) {
      told(envelope, e);
    }
  }

  private static void told(CommandEnvelope envelope, @Nullable Throwable failure) {
    if (failure != null) {
      log.warn(
          "command={} not published as urgent: {}; it waits its turn",
          envelope.id(),
          failure.toString());
    }
  }
}
