package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.publishing.Publisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Applies batches of the command log.
 *
 * <ul>
 *   <li>Order: commands of one resource are decided in the order of their partition.
 *   <li>In: at least once. A command may arrive again, after a crash, a rebalance or a replay.
 *   <li>Effects: exactly once. Offsets move in the transaction of what they brought, and a command with an outcome is dropped.
 *   <li>Told: at least once, in order, only after commit, with the same event ids each time.
 * </ul>
 */
@Component
class CommandHandler {

  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
  private static final String SAVEPOINT = "command";

  private final Database database;
  private final Positions positions;
  private final Publisher publisher;
  private final Counter fenced;
  private final DistributionSummary batchSize;

  CommandHandler(Database database, Positions positions, Publisher publisher, MeterRegistry meters) {
    this.database = database;
    this.positions = positions;
    this.publisher = publisher;
    this.fenced = meters.counter("rosterline.intake.fenced");
    this.batchSize = meters.summary("rosterline.intake.batch");
  }

  /** The batch belongs to somebody else by now; nothing was written. */
  static final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Applies commands that follow on each partition's position.
   *
   * @throws FencedException if another instance moved one of these partitions meanwhile
   */
  void handle(List<LoggedCommand> commands) {
    Map<Integer, Long> ends = new TreeMap<>();
    commands.forEach(command -> ends.put(command.partition(), command.offset() + 1));
    List<OffsetStore.Move> moves = new ArrayList<>();
    ends.forEach(
        (partition, end) ->
            moves.add(
                new OffsetStore.Move(
                    partition,
                    Objects.requireNonNull(positions.next(partition)),
                    end,
                    publisher.published(partition))));
    List<Decided> decided = decide(commands, moves);
    ends.forEach(positions::applied);
    batchSize.record(commands.size());
    publisher.publish(decided);
  }

  private List<Decided> decide(List<LoggedCommand> commands, List<OffsetStore.Move> moves) {
    try {
      return transaction(commands, moves, (sql, fresh) -> new BatchTransaction(sql, now(sql)).apply(fresh));
    } catch (R2dbcDataIntegrityViolationException | BatchTransaction.NameRaceException race) {
      LOG.info("a batch of {} met a taken name; decided again one by one", commands.size());
      return transaction(commands, moves, CommandHandler::oneByOne);
    }
  }

  private List<Decided> transaction(
      List<LoggedCommand> commands,
      List<OffsetStore.Move> moves,
      BiFunction<Sql, List<LoggedCommand>, List<Decided>> work) {
    return database.inTransaction(
        sql -> {
          if (OffsetStore.fence(sql, Topics.COMMANDS, moves, positions.instance()) < moves.size()) {
            fenced.increment();
            throw new FencedException("another instance moved a partition of " + moves);
          }
          List<LoggedCommand> fresh = BatchTransaction.without(commands, OutcomeStore.known(sql, commands));
          return fresh.isEmpty() ? List.of() : work.apply(sql, fresh);
        });
  }

  private static List<Decided> oneByOne(Sql sql, List<LoggedCommand> commands) {
    Instant now = now(sql);
    List<Decided> decided = new ArrayList<>();
    for (LoggedCommand command : commands) {
      sql.savepoint(SAVEPOINT);
      try {
        decided.addAll(new BatchTransaction(sql, now).apply(List.of(command)));
      } catch (R2dbcDataIntegrityViolationException | BatchTransaction.NameRaceException race) {
        sql.rollbackTo(SAVEPOINT);
        decided.addAll(new BatchTransaction(sql, now).refuseName(command));
      }
    }
    return decided;
  }

  /** The database's clock, once a batch: the one clock that all instances share. */
  private static Instant now(Sql sql) {
    return sql.query(
            "select date_trunc('milliseconds', clock_timestamp()) as now",
            row -> Objects.requireNonNull(row.get("now", Instant.class)))
        .getFirst();
  }
}
