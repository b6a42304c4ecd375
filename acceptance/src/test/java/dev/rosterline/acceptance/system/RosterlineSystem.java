package dev.rosterline.acceptance.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One running Rosterline: a broker, PostgreSQL, two processors, the audit-service and a gateway,
 * each a process of its own. Started once for all test classes of a run; tests keep apart by
 * account.
 */
public final class RosterlineSystem implements AutoCloseable {

  private static final String PROCESSORS = "2";
  private static final int TAIL_LINES = 40;

  /** How far management ports lie behind the first port. */
  private static final int GATEWAY = 101;

  private static final int AUDIT = 210;
  private static final int PROCESSOR = 301;

  private final Path data;
  private final Launcher launcher;

  RosterlineSystem(Launcher launcher) {
    this.data = launcher.data();
    this.launcher = launcher;
  }

  static RosterlineSystem start() {
    return startWith(Map.of());
  }

  /** One of its own, with these variables beside the launcher's; the caller closes it. */
  public static RosterlineSystem startWith(Map<String, String> environment) {
    return startWith(environment, 1);
  }

  /** With several gateways, the ports of which follow each other. */
  public static RosterlineSystem startWith(Map<String, String> environment, int gateways) {
    var launcher = Launcher.inNewDirectory(environment);
    launcher.up("--processors", PROCESSORS, "--gateways", Integer.toString(gateways));
    return launcher.system();
  }

  /** With three brokers that replicate; the caller closes it. */
  public static RosterlineSystem startReplicated() {
    var launcher = Launcher.inNewDirectory(Map.of());
    launcher.up("--brokers", "3");
    return launcher.system();
  }

  /** A new account with a token. */
  public Account account(String name, int gracePeriodDays) {
    var admin = admin();
    var id = admin.createAccount(name, gracePeriodDays);
    return new Account(id, admin.createToken(id, name), connection().scimBaseUrl());
  }

  public AdminClient admin() {
    return new AdminClient(connection());
  }

  /** The console's address, and who may sign in there. */
  public Admin console() {
    var connection = connection();
    return new Admin(
        connection.scimBaseUrl().replace("/scim/v2", "/console"),
        connection.adminUser(),
        connection.adminPassword());
  }

  /** The console of the second gateway, where there is one. */
  public Admin otherConsole() {
    var first = console();
    var url = URI.create(first.url());
    var other = "http://" + url.getHost() + ":" + (url.getPort() + 1) + url.getPath();
    return new Admin(other, first.user(), first.password());
  }

  /** Somebody who may sign in. */
  public record Admin(String url, String user, String password) {}

  String adminUrl() {
    return connection().adminUrl();
  }

  public SignInCheck signIn() {
    var secrets = Json.MAPPER.readTree(data.resolve("secrets.json").toFile());
    return new SignInCheck(connection().scimBaseUrl(), secrets.path("signInKey").asString());
  }

  public KafkaTopics topics() {
    return new KafkaTopics(connection().kafkaBootstrapServers());
  }

  public Database database() {
    var secrets = Json.MAPPER.readTree(data.resolve("secrets.json").toFile());
    var password = secrets.path("database").path("superuser").asString();
    return new Database(connection().postgresUrl(), password);
  }

  public Processes processes() {
    return new Processes(() -> connection().pids());
  }

  private Connection connection() {
    return Connection.of(Json.MAPPER.readTree(data.resolve("connection.json").toFile()));
  }

  /** What a Prometheus would read of one instance of each service. */
  public List<String> meters() {
    var base = URI.create(connection().scimBaseUrl()).getPort();
    return IntStream.of(base + GATEWAY, base + AUDIT, base + PROCESSOR)
        .mapToObj(port -> "http://127.0.0.1:" + port + "/actuator/prometheus")
        .map(url -> Http.send("GET", url, Map.of(), null).expect(200).text())
        .toList();
  }

  /** Where the system keeps everything. */
  public Path data() {
    return data;
  }

  /** The last lines of every log, for whoever reads a failed test. */
  String logTails() {
    var text = new StringBuilder();
    try (var logs = Files.newDirectoryStream(data.resolve("logs"), "*.log")) {
      for (var log : logs) {
        List<String> lines = Files.readAllLines(log);
        var from = Math.max(0, lines.size() - TAIL_LINES);
        text.append("---- ").append(log.getFileName()).append('\n');
        lines.subList(from, lines.size()).forEach(line -> text.append(line).append('\n'));
      }
    } catch (IOException e) {
      text.append("no logs: ").append(e);
    }
    return text.toString();
  }

  @Override
  public void close() {
    launcher.down();
  }
}
