package dev.rosterline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Makes an empty database beside Rosterline's, in the same server with the same settings. */
record PostgresAccess(String address, String password) {

  static final String USER = "postgres";

  void recreate(String database, Path schema) throws IOException {
    execute("postgres", "drop database if exists " + database + " with (force)");
    execute("postgres", "create database " + database);
    execute(database, Files.readString(schema));
  }

  void execute(String database, String sql) {
    var url = "jdbc:postgresql://" + address + "/" + database;
    try (var connection = DriverManager.getConnection(url, USER, password);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare database " + database, e);
    }
  }

  long number(String database, String sql) {
    var url = "jdbc:postgresql://" + address + "/" + database;
    try (var connection = DriverManager.getConnection(url, USER, password);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot ask database " + database, e);
    }
  }
}
