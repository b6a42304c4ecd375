package dev.rosterline.processor.intake;

import dev.rosterline.processor.database.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows of {@code directory.consumer_offset}: how far each partition is applied and published. */
final class OffsetStore {

  private OffsetStore() {}

  /**
   * Where a partition stands.
   *
   * @param next the first offset that is not applied
   * @param published the first offset whose outcome is not known to be on its topics
   */
  record Position(String topicId, long next, long published) {}

  /** What one batch moves of one partition. */
  record Move(int partition, long expected, long next, long published) {}

  /**
   * Moves the offsets of all partitions of a batch, and by that refuses a batch of somebody who no longer owns them: the row
   * lock makes a second writer wait, and then its expectation is wrong.
   *
   * @return partitions that moved
   */
  static long fence(Sql sql, String topic, List<Move> moves, String owner) {
    return sql.update(
        """
        with moves as (
          select * from unnest($2::int4[], $3::int8[], $4::int8[], $5::int8[]) t (part, expected, next, published)),
        locked as (
          select o.part from directory.consumer_offset o join moves m using (part)
           where o.topic = $1 order by o.part for update of o)
        update directory.consumer_offset o
           set next_offset = m.next, published_offset = greatest(o.published_offset, m.published), owner = $6, updated_at = now()
          from moves m join locked using (part)
         where o.topic = $1 and o.part = m.part and o.next_offset = m.expected
        """,
        topic,
        moves.stream().map(Move::partition).toArray(Integer[]::new),
        moves.stream().map(Move::expected).toArray(Long[]::new),
        moves.stream().map(Move::next).toArray(Long[]::new),
        moves.stream().map(Move::published).toArray(Long[]::new),
        owner);
  }

  static void create(Sql sql, String topic, int partition, String topicId, long first, String owner) {
    sql.update(
        """
        insert into directory.consumer_offset (topic, part, topic_id, next_offset, published_offset, owner)
        values ($1, $2, $3, $4, $4, $5) on conflict do nothing
        """,
        topic,
        partition,
        topicId,
        first,
        owner);
  }

  static Map<Integer, Position> positions(Sql sql, String topic, Collection<Integer> partitions) {
    Map<Integer, Position> positions = new HashMap<>();
    sql.query(
            """
            select part, coalesce(topic_id, '') as topic_id, next_offset, published_offset
              from directory.consumer_offset where topic = $1 and part = any($2)
            """,
            row ->
                Map.entry(
                    Objects.requireNonNull(row.get("part", Integer.class)),
                    new Position(
                        Objects.requireNonNull(row.get("topic_id", String.class)),
                        Objects.requireNonNull(row.get("next_offset", Long.class)),
                        Objects.requireNonNull(row.get("published_offset", Long.class)))),
            topic,
            partitions.toArray(Integer[]::new))
        .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
    return positions;
  }

  static void markPublished(Sql sql, String topic, Map<Integer, Long> published) {
    sql.update(
        """
        update directory.consumer_offset o set published_offset = greatest(o.published_offset, t.published)
          from unnest($2::int4[], $3::int8[]) t (part, published)
         where o.topic = $1 and o.part = t.part and o.published_offset < t.published and o.next_offset >= t.published
        """,
        topic,
        published.keySet().toArray(Integer[]::new),
        published.values().toArray(Long[]::new));
  }
}
