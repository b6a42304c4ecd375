package dev.rosterline.processor.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One statement with its values by position; many rows go in as arrays, never as added bindings.
 */
public final class Sql {

  private static final String UNIQUE_VIOLATION = "23505";

  private Sql() {}

  public static <T> Mono<List<T>> query(
      Connection connection, String sql, Function<Row, T> row, Object... values) {
    return Flux.from(bound(connection, sql, values).execute())
        .concatMap(result -> result.map((data, _) -> row.apply(data)))
        .collectList();
  }

  /** How many rows it touched. */
  public static Mono<Long> update(Connection connection, String sql, Object... values) {
    return Flux.from(bound(connection, sql, values).execute())
        .concatMap(Result::getRowsUpdated)
        .reduce(0L, Long::sum);
  }

  private static Statement bound(Connection connection, String sql, Object... values) {
    Statement statement = connection.createStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.bind(i, values[i]);
    }
    return statement;
  }

  /** A name is taken. */
  public static boolean isUniqueViolation(Throwable failure) {
    return failure instanceof R2dbcException e && UNIQUE_VIOLATION.equals(e.getSqlState());
  }

  /** The value itself is at fault, so that trying again cannot help. */
  public static boolean isDataFault(Throwable failure) {
    if (!(failure instanceof R2dbcException e)) {
      return false;
    }
    @Nullable String state = e.getSqlState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
  }
}
