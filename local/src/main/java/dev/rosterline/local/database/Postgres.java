package dev.rosterline.local.database;

import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.datadir.Secrets;
import dev.rosterline.local.processes.Await;
import dev.rosterline.local.processes.Child;
import dev.rosterline.local.processes.Launch;
import dev.rosterline.local.processes.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL from the embedded binaries, in a process of its own, durable as in production.
 */
public final class Postgres {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "shared_buffers=256MB",
          "max_connections=200",
          "max_wal_size=2GB",
          "checkpoint_completion_target=0.9",
          "unix_socket_directories=",
          "listen_addresses=127.0.0.1",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_line_prefix=%m [%p] %q%u@%d ",
          "password_encryption=scram-sha-256");

  private final DataDirectory data;
  private final Secrets.Database passwords;
  private final int port;

  public Postgres(DataDirectory data, Secrets.Database passwords, int port) {
    this.data = data;
    this.passwords = passwords;
    this.port = port;
  }

  /** Unpacks the programs and initialises the files where that is still to be done. */
  public void prepare() {
    var programs = PostgresBinaries.unpackInto(binaries());
    new Cluster(programs, data.postgres(), data.log("initdb")).initialise(passwords.superuser());
  }

  /** Starts the process without waiting for it. */
  public Child start(Supervisor supervisor) {
    return supervisor.start(launch(binaries().resolve("bin")), Supervisor.OnDeath.REPORT);
  }

  private Path binaries() {
    return data.root().resolve("postgres-binaries");
  }

  /** Waits for the server and makes sure that the database and its owner exist. */
  public void awaitReady(Child child) {
    Await.port(child, port, START_LIMIT);
    new ApplicationDatabase(port, passwords).create();
  }

  /** For looking around with any JDBC client. */
  public String inspectionUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port, ApplicationDatabase.NAME, ApplicationDatabase.OWNER, passwords.owner());
  }

  private Launch launch(Path programs) {
    var command = new ArrayList<String>(RootlessUser.prefix());
    command.add(programs.resolve("postgres").toString());
    command.addAll(List.of("-D", data.postgres().toString(), "-p", Integer.toString(port)));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    return new Launch("postgres", command, Map.of(), data.log("postgres"), Launch.StopSignal.INT);
  }
}
