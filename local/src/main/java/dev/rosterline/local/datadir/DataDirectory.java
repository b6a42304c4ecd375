package dev.rosterline.local.datadir;

import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory that holds everything of one local system: Kafka's log, PostgreSQL's files, logs,
 * secrets.
 */
public final class DataDirectory {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path root;

  private DataDirectory(Path root) {
    this.root = root;
  }

  /** Creates the directory where it is missing. */
  public static DataDirectory open(Path path) {
    var root = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      Files.createDirectories(root.resolve("logs"));
    } catch (IOException e) {
      throw new LocalException("cannot create the data directory " + root + ": " + e, e);
    }
    return new DataDirectory(root);
  }

  public Path root() {
    return root;
  }

  /** Of one broker, counted from 1. */
  public Path kafka(int broker) {
    return root.resolve(broker == 1 ? "kafka" : "kafka-" + broker);
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  public Path processes() {
    return root.resolve("processes.json");
  }

  Path lock() {
    return root.resolve("lock");
  }

  public Path connectionFile() {
    return root.resolve("connection.json");
  }

  private Path secretsFile() {
    return root.resolve("secrets.json");
  }

  /** The secrets of this directory, generated the first time. */
  public Secrets secrets() {
    var known = read(secretsFile(), Secrets.class).orElse(null);
    var secrets = known == null ? Secrets.generate() : known.complete();
    if (!secrets.equals(known)) {
      save(secrets);
    }
    return secrets;
  }

  public void save(Secrets secrets) {
    PrivateFile.write(secretsFile(), JSON.writeValueAsBytes(secrets));
  }

  /** What a ready system wrote; empty while there is none. */
  public Optional<Connection> connection() {
    return read(connectionFile(), Connection.class);
  }

  public void save(Connection connection) {
    var json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(connection);
    PrivateFile.write(connectionFile(), json);
  }

  /** The file's presence means "ready", so it goes first when a system starts or stops. */
  public void forgetConnection() {
    try {
      Files.deleteIfExists(connectionFile());
    } catch (IOException e) {
      throw new LocalException("cannot delete " + connectionFile() + ": " + e.getMessage(), e);
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readAllBytes(file), type))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new LocalException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
