package dev.rosterline.acceptance.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.Json;
import dev.rosterline.acceptance.system.Launcher;
import dev.rosterline.acceptance.system.ScimClient;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** A system with two gateways is started, used, stopped and started again. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleAcceptanceTests {

  private static final Duration REVOKED_WITHIN = Duration.ofSeconds(1);
  private static final int REVOCATIONS = 20;

  private final Launcher launcher = Launcher.inNewDirectory(Map.of());
  private final String base = Integer.toString(Launcher.freeBase());
  private JsonNode connection;
  private String user;

  @BeforeAll
  void start() {
    var ended = launcher.attempt("up", "--detach", "--port-base", base, "--gateways", "2");
    assertThat(ended.status()).as(ended.output()).isZero();
    connection = connection();
  }

  @AfterAll
  void stop() {
    launcher.attempt("down");
  }

  @Test
  @Order(1)
  void connectionTellsEverythingToItsOwnerAlone() throws Exception {
    for (var field :
        List.of(
            "scimBaseUrl",
            "token",
            "accountId",
            "consoleUrl",
            "adminUrl",
            "adminUser",
            "adminPassword",
            "kafkaBootstrapServers",
            "postgresUrl")) {
      assertThat(connection.path(field).asString("")).as(field).isNotBlank();
    }
    assertThat(connection.path("pids").propertyNames())
        .containsExactlyInAnyOrder(
            "postgres", "broker", "audit-service", "processor-1", "gateway-1", "gateway-2");
    assertThat(pids(connection)).allMatch(LifecycleAcceptanceTests::isAlive);
    for (var secret : List.of("connection.json", "secrets.json")) {
      var permissions = Files.getPosixFilePermissions(launcher.data().resolve(secret));
      assertThat(PosixFilePermissions.toString(permissions)).as(secret).isEqualTo("rw-------");
    }
    assertThat(Files.readString(launcher.data().resolve("logs/launcher.log")))
        .doesNotContain(connection.path("token").asString());
    user = client(1, token()).post("/Users", user("stays")).expectResource(201).id();
  }

  @Test
  @Order(2)
  void secondUpSaysWhereTheFirstIsAndChangesNothing() {
    var ended = launcher.attempt("up", "--detach", "--port-base", base);
    assertThat(ended.status()).isZero();
    assertThat(ended.output())
        .contains("Already running", connection.path("scimBaseUrl").asString());
    assertThat(pids(connection())).isEqualTo(pids(connection));
  }

  @Test
  @Order(3)
  void takenPortIsNamedAndNothingIsStarted() {
    var other = Launcher.inNewDirectory(Map.of());
    var ended = other.attempt("up", "--port-base", base);
    assertThat(ended.status()).isNotZero();
    assertThat(ended.output()).contains("port " + base, "is taken", "--port-base");
    assertThat(other.data().resolve("connection.json")).doesNotExist();
    assertThat(other.data().resolve("postgres")).doesNotExist();
  }

  /** What one gateway is told, the other one knows. */
  @Test
  @Order(4)
  void revokedTokenEndsOnEveryGatewayWithinASecond() {
    var system = launcher.system();
    for (int trial = 0; trial < REVOCATIONS; trial++) {
      var made = admin("POST", "/tokens", "{\"name\":\"revoked\"}").expect(201).json();
      var other = client(2, made.path("token").asString());
      other.get("/Users?count=1").expect(200);
      admin("DELETE", "/tokens/" + made.path("id").asString(), null).expect(204);
      Awaitility.await("trial " + trial)
          .atMost(REVOKED_WITHIN)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> other.get("/Users?count=1").status() == 401);
    }
    assertThat(
            system.database().count("select count(*) from account.token where live_slot is null"))
        .isGreaterThanOrEqualTo(REVOCATIONS);
  }

  @Test
  @Order(5)
  void eachGatewayAnswersItsOwnWritesAndReadsThoseOfTheOther() {
    for (int i = 0; i < 10; i++) {
      var id = client(2, token()).post("/Users", user("two" + i)).expectResource(201).id();
      client(1, token()).get("/Users/" + id).expectResource(200);
    }
  }

  @Test
  @Order(6)
  void aSignalStopsEverythingAndTheNextUpFindsItsData() throws Exception {
    var launcherPid = connection.path("launcherPid").asLong();
    new ProcessBuilder("kill", "-TERM", Long.toString(launcherPid)).start().waitFor();
    awaitGone(connection);
    assertThat(launcher.data().resolve("connection.json")).doesNotExist();

    var ended = launcher.attempt("up", "--detach", "--port-base", base);
    assertThat(ended.status()).as(ended.output()).isZero();
    var again = connection();
    assertThat(again.path("token").asString()).isEqualTo(token());
    assertThat(again.path("accountId")).isEqualTo(connection.path("accountId"));
    client(1, token()).get("/Users/" + user).expectResource(200);

    assertThat(launcher.attempt("down").status()).isZero();
    awaitGone(again);
    assertThat(launcher.attempt("down").status()).as("nothing to stop").isZero();
  }

  private static void awaitGone(JsonNode connection) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                !isAlive(connection.path("launcherPid").asLong())
                    && pids(connection).stream().noneMatch(LifecycleAcceptanceTests::isAlive));
  }

  private Answer admin(String method, String path, @Nullable String body) {
    return launcher
        .system()
        .admin()
        .send(method, connection.path("accountId").asString(), path, body);
  }

  private ScimClient client(int gateway, String token) {
    var port = Integer.parseInt(base) + gateway - 1;
    return ScimClient.plain("http://127.0.0.1:" + port + "/scim/v2", token, "lifecycle");
  }

  private String token() {
    return connection.path("token").asString();
  }

  private JsonNode connection() {
    return Json.MAPPER.readTree(launcher.data().resolve("connection.json").toFile());
  }

  private static List<Long> pids(JsonNode connection) {
    List<Long> pids = new ArrayList<>();
    connection.path("pids").forEach(pid -> pids.add(pid.asLong()));
    return pids;
  }

  private static String user(String name) {
    return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}"
        .formatted(name);
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
