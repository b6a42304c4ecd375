package dev.rosterline.audit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.audit.TestOutcomes;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("process")
class RecordingIntegrationTests {

  private static AuditSystem system;

  private final TestOutcomes outcomes = new TestOutcomes();

  @BeforeAll
  static void start() throws Exception {
    system = AuditSystem.running();
  }

  @Test
  void outcomesDeliveredTwiceAreOneRowEach() throws Exception {
    double repeated = count("rosterline.recording.repeated");
    List<Outcome> twice = new ArrayList<>(outcomes.applied(3000));
    twice.addAll(List.copyOf(twice));
    Collections.shuffle(twice, new Random(1));

    system.publish(twice);

    awaitCount("rosterline.recording.repeated", repeated + 3000);
    assertThat(rows()).isEqualTo(3000);
  }

  @Test
  void everyFieldOfAnOutcomeIsAnswered() throws Exception {
    Outcome refused = outcomes.refused("ada@example.com", "userName ada@example.com is taken");

    system.publish(List.of(refused));
    awaitRows(1);

    JsonNode item = items().get(0);
    assertThat(item.path("id").asString()).isEqualTo(refused.command().toString());
    assertThat(item.path("operation").asString()).isEqualTo("user.update");
    assertThat(item.path("result").asString()).isEqualTo("refused");
    assertThat(item.path("status").asInt()).isEqualTo(409);
    assertThat(item.path("scimType").asString()).isEqualTo("uniqueness");
    assertThat(item.path("detail").asString()).isEqualTo("userName ada@example.com is taken");
    assertThat(item.path("resourceType").asString()).isEqualTo("User");
    assertThat(item.path("resourceId").asString()).isEqualTo(refused.resource() + "");
    assertThat(item.path("memberId").asString()).isEqualTo(refused.member() + "");
    assertThat(item.path("subject").asString()).isEqualTo("ada@example.com");
    assertThat(item.path("changed").toString()).isEqualTo("[\"userName\",\"name.familyName\"]");
    assertThat(item.path("leniencies").toString()).isEqualTo("[\"boolean-as-string\"]");
    assertThat(item.path("source").path("tokenName").asString()).isEqualTo("Okta production");
    assertThat(item.path("source").path("client").asString()).isEqualTo("Okta");
  }

  @Test
  void rejectedRequestHasARowWithoutResource() throws Exception {
    system.publish(List.of(outcomes.rejected()));
    awaitRows(1);

    assertThat(items().get(0).path("operation").asString()).isEqualTo("request.rejected");
    assertThat(items().get(0).has("resourceId")).isFalse();
    assertThat(items().get(0).path("changed").toString()).isEqualTo("[]");
  }

  @Test
  void forwardedOutcomeIsNotRecorded() throws Exception {
    system.publish(List.of(outcomes.forwarded("ada"), outcomes.applied("bob")));
    awaitRows(1);

    assertThat(items().get(0).path("subject").asString()).isEqualTo("bob");
  }

  @Test
  void unreadableRecordsArePassedOverAndCounted() throws Exception {
    double unreadable = count("rosterline.recording.unreadable");
    for (String value :
        List.of("", "{", "[]", "{\"v\":2}", "{\"v\":1}", "{\"v\":1,\"command\":7}")) {
      system.publish(0, value.getBytes(StandardCharsets.UTF_8));
    }
    system.publish(0, null);

    system.publish(List.of(outcomes.rejected()));

    awaitRows(1);
    assertThat(count("rosterline.recording.unreadable")).isEqualTo(unreadable + 7);
  }

  @Test
  void outcomeThatPostgresCannotHoldIsPassedOverAndItsNeighboursAreRecorded() throws Exception {
    double unstorable = count("rosterline.recording.unstorable");
    // The 48 bits of its time say the year 10889.
    Outcome odd = withCommand(outcomes.rejected(), new UUID(-1L, 1));

    system.publish(List.of(outcomes.rejected(), odd, outcomes.rejected()));

    awaitRows(2);
    awaitCount("rosterline.recording.unstorable", unstorable + 1);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void nulInATextIsReplaced() throws Exception {
    system.publish(List.of(outcomes.refused("a\0b", "no \0")));
    awaitRows(1);

    assertThat(items().get(0).path("subject").asString()).isEqualTo("a\uFFFDb");
  }

  @Test
  void outcomesWaitForADatabaseThatIsAway() throws Exception {
    system.execute("alter role rosterline_audit nologin");
    disconnect();
    try {
      system.publish(outcomes.applied(500));
      disconnect();
      // Longer than the default handler's ten attempts without a pause would take.
      await().during(Duration.ofSeconds(3)).until(() -> rows() == 0);
    } finally {
      system.execute("alter role rosterline_audit login");
    }
    awaitRows(500);
  }

  private static void disconnect() throws Exception {
    system.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rosterline_audit'");
  }

  private static Outcome withCommand(Outcome given, UUID command) {
    return new Outcome(
        new CommandId(command),
        given.account(),
        given.operation(),
        given.result(),
        given.status(),
        given.scimType(),
        given.detail(),
        given.resourceType(),
        given.resource(),
        given.member(),
        given.subject(),
        given.version(),
        given.changed(),
        given.dueAt(),
        given.source(),
        given.leniencies(),
        given.receivedAt(),
        given.decidedAt(),
        Evidence.NONE);
  }

  private long rows() throws Exception {
    return system.rows(outcomes.account.value());
  }

  private void awaitRows(long count) {
    await().atMost(Duration.ofSeconds(40)).until(() -> rows() == count);
  }

  private JsonNode items() throws Exception {
    return system.json("/activity?account=" + outcomes.account).path("items");
  }

  private static double count(String meter) {
    return system.bean(MeterRegistry.class).counter(meter).count();
  }

  private static void awaitCount(String meter, double expected) {
    await().atMost(Duration.ofSeconds(40)).until(() -> count(meter) >= expected);
  }
}
