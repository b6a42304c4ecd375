package dev.rosterline.audit.activity;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How many operations there were, by the minute or the hour in which they were decided. */
@Component
class TallyStore {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static final String TALLY =
      """
      select date_trunc($4, minute, 'UTC') as at, operation, failed, sum(count)::int8 as count
        from activity.tally where account_id = $1 and minute >= $2 and minute < $3
       group by 1, 2, 3 order by 1, 2, 3
      """;

  private final DatabaseClient database;

  TallyStore(DatabaseClient database) {
    this.database = database;
  }

  /** Steps of time. */
  enum Step {
    MINUTE,
    HOUR;

    static Step of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @param from included
   * @param to not included
   */
  Mono<List<ObjectNode>> tally(UUID account, Instant from, Instant to, Step step) {
    Mono<List<ObjectNode>> rows =
        database
            .sql(TALLY)
            .bind(0, account)
            .bind(1, from)
            .bind(2, to)
            .bind(3, step.name().toLowerCase(Locale.ROOT))
            .map(TallyStore::row)
            .all()
            .collectList();
    // Never cancelled: the driver would wedge the connection.
    return Mono.fromFuture(rows::toFuture, true);
  }

  private static ObjectNode row(Readable row) {
    return MAPPER
        .createObjectNode()
        .put("at", Objects.requireNonNull(row.get("at", Instant.class)).toString())
        .put("operation", row.get("operation", String.class))
        .put("failed", row.get("failed", Boolean.class))
        .put("count", row.get("count", Long.class));
  }
}
