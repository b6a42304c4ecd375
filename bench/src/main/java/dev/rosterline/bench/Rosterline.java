package dev.rosterline.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system under load: one that runs already, or one that is started for the measurement. */
final class Rosterline implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path checkout;
  private final Path data;
  private final boolean ours;

  private Rosterline(Path checkout, Path data, boolean ours) {
    this.checkout = checkout;
    this.data = data;
    this.ours = ours;
  }

  static Rosterline of(Path checkout, @Nullable Path running, int portBase) {
    if (running != null) {
      return new Rosterline(checkout, running, false);
    }
    var data = checkout.resolve("bench/target/system");
    var port = Integer.toString(portBase);
    var up =
        List.of("./rosterline", "up", "--detach", "--data", data.toString(), "--port-base", port);
    Command.run(checkout, up).orFail(up);
    return new Rosterline(checkout, data, true);
  }

  Target target() {
    var connection = read("connection.json");
    Map<String, Long> pids = new LinkedHashMap<>();
    connection.path("pids").forEachEntry((name, pid) -> pids.put(name, pid.asLong()));
    return new Target(
        "rosterline",
        connection.path("scimBaseUrl").asString(),
        connection.path("token").asString(),
        pids);
  }

  /** The sign-in check of the same account, and the key of those who may ask. */
  Target signIn() {
    var connection = read("connection.json");
    var account = connection.path("accountId").asString();
    return new Target(
        "sign-in",
        connection
            .path("scimBaseUrl")
            .asString()
            .replace("/scim/v2", "/access/v1/accounts/" + account),
        connection.path("signInKey").asString(),
        Map.of());
  }

  /** The admin API of the same account; its token is user and password of the local admin. */
  Target admin() {
    var connection = read("connection.json");
    var base = connection.path("adminUrl").asString();
    var account = connection.path("accountId").asString();
    var user = connection.path("adminUser").asString();
    return new Target(
        "admin",
        base + "/accounts/" + account,
        user + ":" + connection.path("adminPassword").asString(),
        Map.of());
  }

  /** The PostgreSQL that a baseline shares, as its superuser. */
  PostgresAccess postgres() {
    var url = read("connection.json").path("postgresUrl").asString();
    var password = read("secrets.json").path("database").path("superuser").asString();
    return new PostgresAccess(url.replaceFirst("^jdbc:postgresql://([^/]+)/.*$", "$1"), password);
  }

  /** Its name within that server. */
  String database() {
    return read("connection.json")
        .path("postgresUrl")
        .asString()
        .replaceFirst("^.*/([^/?]+).*$", "$1");
  }

  private JsonNode read(String file) {
    var path = data.resolve(file);
    if (!Files.exists(path)) {
      throw new IllegalStateException("no system is up in " + data + ": " + file + " is missing");
    }
    return JSON.readTree(path.toFile());
  }

  @Override
  public void close() {
    if (ours) {
      Command.run(checkout, List.of("./rosterline", "down", "--data", data.toString()));
    }
  }
}
