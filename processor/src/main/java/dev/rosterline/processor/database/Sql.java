package dev.rosterline.processor.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Statements inside one transaction. Arguments are bound in order and are never null; sets travel
 * as arrays.
 */
public final class Sql {

  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Rows that were changed. */
  public long update(String sql, Object... arguments) {
    return Database.await(
        Flux.from(statement(sql, arguments).execute())
            .flatMap(Result::getRowsUpdated)
            .reduce(0L, Long::sum));
  }

  public <T> List<T> query(String sql, Function<Readable, T> row, Object... arguments) {
    return Database.await(
        Flux.from(statement(sql, arguments).execute())
            .flatMap(result -> result.map(row))
            .collectList());
  }

  public void savepoint(String name) {
    Database.await(Mono.from(connection.createSavepoint(name)).thenReturn(true));
  }

  public void rollbackTo(String name) {
    Database.await(Mono.from(connection.rollbackTransactionToSavepoint(name)).thenReturn(true));
  }

  private Statement statement(String sql, Object[] arguments) {
    Statement statement = connection.createStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.bind(i, arguments[i]);
    }
    return statement;
  }
}
