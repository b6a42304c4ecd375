package dev.rosterline.processor.intake;

import dev.rosterline.contract.Outcome;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.intake.OffsetStore.Fenced;
import dev.rosterline.processor.intake.OffsetStore.Move;
import dev.rosterline.processor.publishing.Decided;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/**
 * Applies a batch in one transaction: moves the offsets of its partitions, or nothing happens at
 * all; drops what has its outcome already; decides in order; writes set-based. Where the database
 * objects to a value (a name that is taken, text it cannot store) the batch is done again command
 * by command, and only the command at fault is refused or parked.
 */
@Component
class BatchTransaction {

  private final Database database;
  private final OffsetStore offsets;
  private final OutcomeStore outcomes;
  private final DirectoryStore directory;
  private final ShownGroups shownGroups;
  private final IntakeProperties properties;
  private final Counter held;
  private final Counter ahead;

  BatchTransaction(
      Database database,
      OffsetStore offsets,
      OutcomeStore outcomes,
      DirectoryStore directory,
      ShownGroups shownGroups,
      IntakeProperties properties,
      MeterRegistry meters) {
    this.database = database;
    this.offsets = offsets;
    this.outcomes = outcomes;
    this.directory = directory;
    this.shownGroups = shownGroups;
    this.properties = properties;
    this.held = meters.counter("rosterline.brake.held");
    this.ahead = meters.counter("rosterline.intake.ahead");
  }

  /** What was decided, committed. */
  List<Decided> apply(Batch batch, Map<Integer, Long> published) {
    List<Decided> decided = committed(batch, published);
    held.increment(
        decided.stream()
            .filter(one -> one.outcome().operation() == Outcome.Operation.USER_HOLD)
            .count());
    ahead.increment(decided.stream().filter(one -> one.hop() == Item.AHEAD).count());
    return decided;
  }

  private List<Decided> committed(Batch batch, Map<Integer, Long> published) {
    try {
      return run(batch, published, this::together);
    } catch (RuntimeException e) {
      if (e instanceof NameTakenException || Sql.isDataFault(e)) {
        return run(batch, published, this::oneByOne);
      }
      throw e;
    }
  }

  private interface Way {
    Mono<List<Decided>> decide(Connection connection, List<Item> items, Mono<Fence> fence);
  }

  /** Past the fence: what of the batch is new, and the time it is decided at. */
  private record Fence(List<Item> fresh, Instant now) {}

  private List<Decided> run(Batch batch, Map<Integer, Long> published, Way way) {
    List<Move> moves = moves(batch, published);
    return Objects.requireNonNull(
        database.transaction(
            connection -> {
              Mono<Fence> fence =
                  offsets
                      .fence(connection, moves, properties.instance(), batch.commandIds())
                      .map(fenced -> new Fence(fresh(batch, moves, fenced), fenced.now()));
              return way.decide(connection, batch.items(), fence);
            }));
  }

  private static List<Move> moves(Batch batch, Map<Integer, Long> published) {
    List<Move> moves = new ArrayList<>();
    batch
        .first()
        .forEach(
            (place, first) ->
                moves.add(
                    new Move(
                        place,
                        first,
                        Objects.requireNonNull(batch.next().get(place)),
                        Math.min(first, published.getOrDefault(place, 0L)))));
    return moves;
  }

  private static List<Item> fresh(Batch batch, List<Move> moves, Fenced fenced) {
    if (fenced.moved() < moves.size()) {
      throw new FencedException(
          fenced.moved() + " of " + moves.size() + " partitions stood where they were expected");
    }
    return batch.fresh(fenced.known());
  }

  /**
   * Statements that do not need each other's rows travel together: the driver sends them one behind
   * the other and PostgreSQL takes them in that order, the fence before all else. A failure waits
   * for those behind it, which the transaction takes back anyway.
   */
  private Mono<List<Decided>> together(Connection connection, List<Item> items, Mono<Fence> fence) {
    return Mono.zipDelayError(fence, directory.load(connection, items))
        .flatMap(
            loaded -> {
              Fence fenced = loaded.getT1();
              WorkingState state = new WorkingState(loaded.getT2(), fenced.now());
              List<Decided> decided =
                  fenced.fresh().stream().map(state::decide).flatMap(Optional::stream).toList();
              return written(connection, state, decided);
            });
  }

  private Mono<List<Decided>> written(
      Connection connection, WorkingState state, List<Decided> decided) {
    Mono<Void> saved = directory.save(connection, state);
    Mono<List<Decided>> recorded = record(connection, decided);
    return ShownGroups.concerns(decided)
        ? saved.then(recorded)
        : Mono.zipDelayError(saved.thenReturn(true), recorded).map(Tuple2::getT2);
  }

  private Mono<List<Decided>> record(Connection connection, List<Decided> decided) {
    return Mono.defer(() -> shownGroups.complete(connection, decided))
        .flatMap(complete -> outcomes.insert(connection, complete).thenReturn(complete));
  }

  private Mono<List<Decided>> oneByOne(Connection connection, List<Item> items, Mono<Fence> fence) {
    return fence
        .flatMapMany(
            fenced ->
                Flux.fromIterable(fenced.fresh())
                    .concatMap(item -> alone(connection, item, fenced.now())))
        .collectList()
        .flatMap(decided -> shownGroups.complete(connection, decided));
  }

  private Mono<Decided> alone(Connection connection, Item item, Instant now) {
    return Mono.from(connection.createSavepoint("command"))
        .then(Mono.defer(() -> directory.load(connection, List.of(item))))
        .flatMap(
            loaded -> {
              WorkingState state = new WorkingState(loaded, now);
              return Mono.justOrEmpty(state.decide(item))
                  .flatMap(
                      decided ->
                          saved(connection, state, decided)
                              .onErrorResume(
                                  BatchTransaction::isAtFault,
                                  fault ->
                                      instead(
                                          connection,
                                          item,
                                          Objection.to(item, decided, fault, now),
                                          now)));
            })
        .flatMap(decided -> Mono.from(connection.releaseSavepoint("command")).thenReturn(decided));
  }

  private Mono<Decided> saved(Connection connection, WorkingState state, Decided decided) {
    return directory
        .save(connection, state)
        .then(Mono.defer(() -> outcomes.insert(connection, List.of(decided))))
        .thenReturn(decided);
  }

  private static boolean isAtFault(Throwable failure) {
    return failure instanceof NameTakenException || Sql.isDataFault(failure);
  }

  /** Nothing of the command but its outcome, and the end of what was done ahead of it. */
  private Mono<Decided> instead(Connection connection, Item item, Decided objection, Instant now) {
    return Mono.from(connection.rollbackTransactionToSavepoint("command"))
        .then(Mono.defer(() -> directory.load(connection, List.of(item))))
        .flatMap(
            loaded -> {
              WorkingState state = new WorkingState(loaded, now);
              return saved(connection, state, state.withoutEffect(item, objection));
            });
  }
}
