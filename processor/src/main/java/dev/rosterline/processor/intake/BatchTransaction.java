package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.groups.GroupStore;
import dev.rosterline.processor.intake.OffsetStore.Fenced;
import dev.rosterline.processor.intake.OffsetStore.Move;
import dev.rosterline.processor.members.MemberStore;
import dev.rosterline.processor.publishing.Decided;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
  private final MemberStore members;
  private final GroupStore groups;
  private final ShownGroups shownGroups;
  private final IntakeProperties properties;

  BatchTransaction(
      Database database,
      OffsetStore offsets,
      OutcomeStore outcomes,
      MemberStore members,
      GroupStore groups,
      ShownGroups shownGroups,
      IntakeProperties properties) {
    this.database = database;
    this.offsets = offsets;
    this.outcomes = outcomes;
    this.members = members;
    this.groups = groups;
    this.shownGroups = shownGroups;
    this.properties = properties;
  }

  /** What was decided, committed. */
  List<Decided> apply(Batch batch, Map<Integer, Long> published) {
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
    Mono<List<Decided>> decide(Connection connection, List<Item> fresh, Instant now);
  }

  private List<Decided> run(Batch batch, Map<Integer, Long> published, Way way) {
    List<Move> moves = moves(batch, published);
    return Objects.requireNonNull(
        database.transaction(
            connection ->
                offsets
                    .fence(
                        connection,
                        Topics.COMMANDS,
                        moves,
                        properties.instance(),
                        batch.commandIds())
                    .flatMap(
                        fenced ->
                            way.decide(connection, fresh(batch, moves, fenced), fenced.now()))));
  }

  private static List<Move> moves(Batch batch, Map<Integer, Long> published) {
    List<Move> moves = new ArrayList<>();
    batch
        .first()
        .forEach(
            (partition, first) ->
                moves.add(
                    new Move(
                        partition,
                        first,
                        Objects.requireNonNull(batch.next().get(partition)),
                        Math.min(first, published.getOrDefault(partition, 0L)))));
    return moves;
  }

  private static List<Item> fresh(Batch batch, List<Move> moves, Fenced fenced) {
    if (fenced.moved() < moves.size()) {
      throw new FencedException(
          fenced.moved() + " of " + moves.size() + " partitions stood where they were expected");
    }
    return batch.fresh(fenced.known());
  }

  private Mono<List<Decided>> together(Connection connection, List<Item> fresh, Instant now) {
    if (fresh.isEmpty()) {
      return Mono.just(List.of());
    }
    return load(connection, fresh, now)
        .flatMap(
            state -> {
              List<Decided> decided = fresh.stream().map(state::decide).toList();
              return save(connection, state)
                  .then(Mono.defer(() -> shownGroups.complete(connection, decided)))
                  .flatMap(complete -> outcomes.insert(connection, complete).thenReturn(complete));
            });
  }

  private Mono<WorkingState> load(Connection connection, List<Item> items, Instant now) {
    return members
        .load(connection, Batch.memberKeys(items))
        .flatMap(
            people ->
                groups
                    .load(connection, Batch.groupKeys(items))
                    .map(loaded -> new WorkingState(people, loaded, now)));
  }

  private Mono<Void> save(Connection connection, WorkingState state) {
    return members
        .save(connection, state.members())
        .flatMap(BatchTransaction::complete)
        .then(Mono.defer(() -> groups.save(connection, state.groups())))
        .flatMap(BatchTransaction::complete)
        .then();
  }

  private static Mono<Boolean> complete(boolean complete) {
    return complete ? Mono.just(true) : Mono.error(new NameTakenException());
  }

  private Mono<List<Decided>> oneByOne(Connection connection, List<Item> fresh, Instant now) {
    return Flux.fromIterable(fresh)
        .concatMap(item -> alone(connection, item, now))
        .collectList()
        .flatMap(decided -> shownGroups.complete(connection, decided));
  }

  private Mono<Decided> alone(Connection connection, Item item, Instant now) {
    return Mono.from(connection.createSavepoint("command"))
        .then(Mono.defer(() -> load(connection, List.of(item), now)))
        .flatMap(
            state -> {
              Decided decided = state.decide(item);
              return save(connection, state)
                  .then(Mono.defer(() -> outcomes.insert(connection, List.of(decided))))
                  .thenReturn(decided)
                  .onErrorResume(
                      BatchTransaction::isAtFault,
                      fault -> instead(connection, Objection.to(item, decided, fault, now)));
            })
        .flatMap(decided -> Mono.from(connection.releaseSavepoint("command")).thenReturn(decided));
  }

  private static boolean isAtFault(Throwable failure) {
    return failure instanceof NameTakenException || Sql.isDataFault(failure);
  }

  private Mono<Decided> instead(Connection connection, Decided decided) {
    return Mono.from(connection.rollbackTransactionToSavepoint("command"))
        .then(Mono.defer(() -> outcomes.insert(connection, List.of(decided))))
        .thenReturn(decided);
  }
}
