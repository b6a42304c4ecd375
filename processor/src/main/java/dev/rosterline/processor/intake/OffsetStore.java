package dev.rosterline.processor.intake;

import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Topics;
import dev.rosterline.processor.database.Columns;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.publishing.Place;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far each partition of the command topics is applied and published. */
@Component
class OffsetStore {

  /** A partition's step from one offset to the next, by {@link Place}. */
  record Move(int place, long expected, long next, long published) {}

  /** Which command, and how often it was handed on. */
  record Attempt(CommandId command, int hop) {}

  /**
   * What the fence says.
   *
   * @param moved partitions that stood where they were expected
   * @param now the database's clock, for the whole batch
   * @param known commands of the batch that have their outcome already
   */
  record Fenced(long moved, Instant now, Set<Attempt> known) {}

  /**
   * @param owner who moved it last
   */
  record Stored(
      int place, @Nullable String topicId, long next, long published, @Nullable String owner) {}

  private static final String[] TOPICS = {Topics.COMMANDS, Topics.COMMANDS_URGENT};

  private static final String SKIP =
      """
      update directory.consumer_offset set next_offset = $3, published_offset = $3, topic_id = $4
      where topic = 'rosterline.commands-urgent.v1' and part = $1 and next_offset = $2
      """;

  private static final String FENCE =
      """
      with moved as (
        update directory.consumer_offset o set next_offset = b.next,
          published_offset = greatest(o.published_offset, b.published), owner = $6, updated_at = now()
        from unnest($2::int[], $3::bigint[], $4::bigint[], $5::bigint[])
          b(part, expected, next, published)
        where o.topic = any($1) and o.part = b.part and o.next_offset = b.expected
        returning o.part),
      known as (
        select array_agg(c.command_id::text || ' ' || c.hop) as attempts
        from directory.command_outcome c where c.command_id = any($7))
      select (select count(*) from moved) as moved, now() as at,
        coalesce((select attempts from known), '{}') as known
      """;

  private static final String READ =
      """
      select part, topic_id, next_offset, published_offset, owner from directory.consumer_offset
      where topic = any($1) and part = any($2)
      """;

  private static final String BEGIN =
      """
      insert into directory.consumer_offset (topic, part, topic_id, next_offset, published_offset, owner)
      select b.topic, b.part, b.topic_id, b.first, b.first, $5
      from unnest($1::text[], $2::text[], $3::int[], $4::bigint[]) b(topic, topic_id, part, first)
      on conflict do nothing
      """;

  private static final String PUBLISHED =
      """
      update directory.consumer_offset o set published_offset = b.published
      from unnest($2::int[], $3::bigint[]) b(part, published)
      where o.topic = any($1) and o.part = b.part and o.published_offset < b.published
        and o.next_offset >= b.published
      """;

  Mono<Fenced> fence(Connection connection, List<Move> moves, String owner, List<UUID> commands) {
    return Sql.query(
            connection,
            FENCE,
            OffsetStore::fenced,
            TOPICS,
            Columns.ints(moves, Move::place),
            Columns.longs(moves, Move::expected),
            Columns.longs(moves, Move::next),
            Columns.longs(moves, Move::published),
            owner,
            commands.toArray(UUID[]::new))
        .map(List::getFirst);
  }

  private static Fenced fenced(Row row) {
    Set<Attempt> known = new HashSet<>();
    for (String text : Objects.requireNonNull(row.get("known", String[].class))) {
      known.add(
          new Attempt(CommandId.of(text.substring(0, 36)), Integer.parseInt(text.substring(37))));
    }
    return new Fenced(
        Objects.requireNonNull(row.get("moved", Long.class)),
        Objects.requireNonNull(row.get("at", Instant.class)),
        known);
  }

  Mono<List<Stored>> read(Connection connection, Set<Integer> places) {
    return Sql.query(
        connection,
        READ,
        row ->
            new Stored(
                Objects.requireNonNull(row.get("part", Integer.class)),
                row.get("topic_id", String.class),
                Objects.requireNonNull(row.get("next_offset", Long.class)),
                Objects.requireNonNull(row.get("published_offset", Long.class)),
                row.get("owner", String.class)),
        TOPICS,
        places.toArray(Integer[]::new));
  }

  Mono<Long> begin(
      Connection connection, Map<String, String> topicIds, Map<Integer, Long> first, String owner) {
    List<Integer> places = List.copyOf(first.keySet());
    return Sql.update(
        connection,
        BEGIN,
        Columns.texts(places, Place::topic),
        Columns.texts(places, place -> topicIds.get(Place.topic(place))),
        Columns.ints(places, place -> place),
        Columns.longs(places, first::get),
        owner);
  }

  /** Onwards to another place in the log, without what is between. */
  Mono<Long> skip(Connection connection, Stored row, String topicId, long to) {
    return Sql.update(connection, SKIP, row.place(), row.next(), to, topicId);
  }

  Mono<Long> published(Connection connection, Map<Integer, Long> published) {
    List<Integer> places = published.keySet().stream().sorted().toList();
    return Sql.update(
        connection,
        PUBLISHED,
        TOPICS,
        Columns.ints(places, place -> place),
        Columns.longs(places, published::get));
  }
}
