package dev.rosterline.connections;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/**
 * Looks whether PostgreSQL lets the owner of the schemas in, before migrations try again and again:
 * a database that is not there yet is worth waiting for, a password that is wrong is not.
 */
final class DatabaseCheck {

  private static final String REMEDY =
      "Correct ROSTERLINE_DB_OWNER_USER and ROSTERLINE_DB_OWNER_PASSWORD, or ROSTERLINE_DB_SSLMODE"
          + " and ROSTERLINE_DB_SSLROOTCERT, or pg_hba.conf of the server.";

  private DatabaseCheck() {}

  /**
   * @throws RefusedException where it answers and refuses
   */
  static void check(FlywayConnectionDetails details) {
    try {
      DriverManager.getConnection(
              details.getJdbcUrl(), details.getUsername(), details.getPassword())
          .close();
    } catch (SQLException e) {
      if (isRefusal(e)) {
        throw new RefusedException(
            "PostgreSQL does not let %s in: %s"
                .formatted(details.getUsername(), withInnermost(e.getMessage(), e)),
            REMEDY,
            e);
      }
    }
  }

  /** Class 28 is authorization; 08 is the connection, where only the network is worth a retry. */
  private static boolean isRefusal(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("28")) {
      return true;
    }
    return state.startsWith("08")
        && (find(e, SSLException.class) != null || find(e, IOException.class) == null);
  }

  static @Nullable Throwable find(Throwable from, Class<? extends Throwable> type) {
    for (Throwable at = from; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return at;
      }
    }
    return null;
  }

  /** The outermost says what failed, and the innermost why. */
  static String withInnermost(@Nullable String message, Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String reason = String.valueOf(innermost.getMessage());
    String what = String.valueOf(message);
    return what.contains(reason) ? what : what + " (" + reason + ")";
  }
}
