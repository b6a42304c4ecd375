package dev.rosterline.processor.database;

import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What PostgreSQL's planner knows of the tables. */
@Component
class StatisticsStore {

  private static final String DOUBLED =
      """
      select quote_ident(s.schemaname) || '.' || quote_ident(s.relname) as name
        from pg_stat_user_tables s join pg_class c on c.oid = s.relid
       where s.schemaname = 'directory' and s.relname in ('member', 'scim_group', 'group_member')
         and s.n_mod_since_analyze > greatest(500, c.reltuples)
      """;

  /** Names, quoted, of the tables that have doubled since they were analyzed. */
  Mono<List<String>> doubled(Connection connection) {
    return Sql.query(
        connection, DOUBLED, row -> Objects.requireNonNull(row.get("name", String.class)));
  }

  /**
   * From a small sample: which index to take shows in it, and a busy machine has no time for more.
   */
  Mono<Long> analyze(Connection connection, String table) {
    return Sql.update(connection, "set local default_statistics_target = 20")
        .then(Sql.update(connection, "analyze " + table));
  }
}
