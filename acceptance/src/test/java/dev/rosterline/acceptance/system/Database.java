package dev.rosterline.acceptance.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the tables as the superuser: row-level security is forced on everybody else. */
public final class Database {

  /** Makes a value of the row that the result set stands on. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final String url;
  private final String password;

  Database(String inspectionUrl, String superuserPassword) {
    this.url = inspectionUrl.replaceFirst("\\?.*", "");
    this.password = superuserPassword;
  }

  public <T> List<T> query(String sql, Row<T> row, Object... parameters) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> rows = new ArrayList<>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row.read(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("query failed: " + sql, e);
    }
  }

  public long count(String sql, Object... parameters) {
    return query(sql, row -> row.getLong(1), parameters).getFirst();
  }

  /** Waits five seconds at most for a lock, so that a stopped transaction is noticed. */
  public int update(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '5s'");
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("update failed: " + sql, e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", password);
  }
}
