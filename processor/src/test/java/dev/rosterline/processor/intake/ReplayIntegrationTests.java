package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.OutcomeWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@Tag("process")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIntegrationTests {

  static Harness harness;
  static final List<CommandId> SENT = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    harness = new Harness();
    for (int i = 0; i < 300; i++) {
      ScimId id = harness.userId("u" + i);
      CommandEnvelope create = harness.send(id, new Command.CreateUser(user("u" + i % 250)));
      harness.send(create);
      SENT.add(create.id());
      var off = json("{'a':[{'op':'replace','path':'active','value':false}]}").get("a");
      SENT.add(harness.send(id, new Command.PatchUser(off, null)).id());
      if (i % 3 == 0) {
        SENT.add(harness.send(id, new Command.DeleteUser(null)).id());
      }
    }
    for (CommandId id : SENT) {
      harness.outcome(id);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    harness.close();
  }

  @Test
  @Order(1)
  void everythingDeliveredAgainChangesNothing() throws Exception {
    String applied = harness.text("select sum(next_offset) from directory.consumer_offset");
    String before = harness.directory();
    harness.stop();
    harness.execute("update directory.consumer_offset set next_offset = 0, published_offset = 0");
    harness.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(harness.text("select sum(next_offset) from directory.consumer_offset"))
                    .isEqualTo(applied));
    assertThat(harness.directory()).isEqualTo(before);
  }

  @Test
  @Order(2)
  void setBackWhileRunningIsFencedAndThenGoesOn() throws Exception {
    ScimId id = harness.userId("fenced");
    CommandEnvelope create = harness.envelope(id, new Command.CreateUser(user("fenced")));
    String before = harness.text("select count(*) from directory.member");
    harness.execute(
        "update directory.consumer_offset set next_offset = 0 where part = " + create.partition());
    harness.send(create);
    assertThat(harness.outcome(create.id()).status()).isEqualTo(201);
    assertThat(
            Integer.parseInt(
                Objects.requireNonNull(harness.text("select count(*) from directory.member"))))
        .isEqualTo(Integer.parseInt(Objects.requireNonNull(before)) + 1);
  }

  @Test
  @Order(3)
  void whatWasNotPublishedIsPublishedByTheNextOwner() throws Exception {
    await().atMost(Duration.ofSeconds(10)).until(() -> published().containsAll(SENT));
    harness.stop();
    int before = everyEvent();
    Set<String> ids = eventIds();
    harness.execute("update directory.consumer_offset set published_offset = 0");
    harness.start();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(harness.records(Topics.MEMBERSHIP_EVENTS).size())
                    .isGreaterThanOrEqualTo(before + ids.size()));
    assertThat(eventIds()).isEqualTo(ids);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(
                        harness.text(
                            "select count(*) from directory.consumer_offset"
                                + " where published_offset <> next_offset"))
                    .isEqualTo("0"));
  }

  private static int everyEvent() {
    int before = -1;
    int now = 0;
    for (int quiet = 0; quiet < 5; quiet = now == before ? quiet + 1 : 0) {
      before = now;
      now = harness.records(Topics.MEMBERSHIP_EVENTS).size();
    }
    return now;
  }

  private static Set<CommandId> published() {
    return harness.records(Topics.OUTCOMES).stream()
        .map(r -> OutcomeWire.read(r.value()).command())
        .collect(Collectors.toSet());
  }

  private static Set<String> eventIds() {
    return harness.records(Topics.MEMBERSHIP_EVENTS).stream()
        .map(ReplayIntegrationTests::eventId)
        .collect(Collectors.toSet());
  }

  private static String eventId(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader("ce_id").value());
  }
}
