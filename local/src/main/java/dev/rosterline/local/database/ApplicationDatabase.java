package dev.rosterline.local.database;

import dev.rosterline.local.datadir.Secrets;
import dev.rosterline.local.processes.Await;
import dev.rosterline.local.processes.LocalException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Rosterline's database and the role that owns it and migrates it. */
public final class ApplicationDatabase {

  public static final String NAME = "rosterline";
  public static final String OWNER = "rosterline_owner";

  private static final int ATTEMPTS = 100;
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final String url;
  private final Secrets.Database passwords;

  ApplicationDatabase(int port, Secrets.Database passwords) {
    this.url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    this.passwords = passwords;
  }

  void create() {
    try (var connection = connect()) {
      if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + OWNER + "'")) {
        execute(connection, "CREATE ROLE " + OWNER + " LOGIN CREATEROLE");
      }
      // A generated password holds no quotes; a role's password cannot be a parameter.
      execute(connection, "ALTER ROLE " + OWNER + " PASSWORD '" + passwords.owner() + "'");
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        execute(connection, "CREATE DATABASE " + NAME + " OWNER " + OWNER);
      }
    } catch (SQLException e) {
      throw new LocalException("cannot prepare the database: " + e.getMessage(), e);
    }
  }

  /**
   * After a crash the server accepts connections before it is done with its recovery, and says so.
   */
  private Connection connect() throws SQLException {
    for (var attempt = 1; ; attempt++) {
      try {
        return DriverManager.getConnection(url, "postgres", passwords.superuser());
      } catch (SQLException e) {
        if (!CANNOT_CONNECT_NOW.equals(e.getSQLState()) || attempt == ATTEMPTS) {
          throw e;
        }
        Await.pause(Duration.ofMillis(200));
      }
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
