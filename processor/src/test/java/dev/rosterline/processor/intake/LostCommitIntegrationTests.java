package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Topics;
import dev.rosterline.testbed.FaultProxy;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether a transaction was committed is not known when the answer to COMMIT is lost. */
@Tag("process")
class LostCommitIntegrationTests {

  private static final int PEOPLE = 40;
  private static final int MOST_ROUNDS = 40;

  private static final List<ScimId> PEOPLE_IDS = new ArrayList<>();

  private static Harness harness;
  private static FaultProxy proxy;

  @BeforeAll
  static void start() throws Exception {
    harness = new Harness();
    harness.stop();
    proxy = harness.proxyToDatabase();
    harness.start(
        "--rosterline.database.host=127.0.0.1",
        "--rosterline.database.port=" + proxy.port(),
        "--rosterline.intake.max-poll-records=20",
        // One step after the other fails here, and each failure doubles the pause.
        "--rosterline.intake.longest-pause=1s");
    for (int person = 0; person < PEOPLE; person++) {
      PEOPLE_IDS.add(harness.userId("lost" + person));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    harness.close();
    proxy.close();
  }

  @Test
  void eachCommandIsDecidedAndToldOnceAndInOrder() throws Exception {
    proxy.loseAnswersTo("COMMIT", 9);
    int rounds = 0;
    while (rounds < 3 || fenced() < 2) {
      assertThat(rounds).as("a batch meets its own commit").isLessThan(MOST_ROUNDS);
      List<CommandId> sent = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        sent.add(send(person, rounds));
      }
      for (CommandId id : sent) {
        assertThat(harness.outcome(id).status()).isIn(200, 201);
      }
      rounds++;
    }
    proxy.loseNothing();

    int commands = PEOPLE * rounds;
    assertThat(harness.text("select count(*) from directory.command_outcome"))
        .isEqualTo(Integer.toString(commands));
    assertThat(
            harness.text(
                "select count(*) from directory.member where version = %d and display_name = 'v%d'"
                    .formatted(rounds, rounds - 1)))
        .isEqualTo(Integer.toString(PEOPLE));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(versions()).hasSize(commands));
    assertThat(versions()).as("none repeated under another id").doesNotHaveDuplicates();
  }

  private static double fenced() {
    return Objects.requireNonNull(harness.processor)
        .getBean(MeterRegistry.class)
        .counter("rosterline.intake.fenced")
        .count();
  }

  private static CommandId send(int person, int change) {
    ScimId id = PEOPLE_IDS.get(person);
    if (change == 0) {
      return harness.send(id, new Command.CreateUser(user("lost" + person))).id();
    }
    var named =
        json("{'a':[{'op':'replace','path':'displayName','value':'v" + change + "'}]}").get("a");
    return harness.send(id, new Command.PatchUser(named, null)).id();
  }

  /** Member and version of each event, after redeliveries with the same id are dropped. */
  private static List<String> versions() {
    return harness.records(Topics.MEMBERSHIP_EVENTS).stream()
        .collect(
            Collectors.toMap(
                record ->
                    new String(
                        record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8),
                record ->
                    new String(record.key(), StandardCharsets.UTF_8)
                        + " "
                        + version(new String(record.value(), StandardCharsets.UTF_8)),
                (first, again) -> {
                  assertThat(again).isEqualTo(first);
                  return first;
                }))
        .values()
        .stream()
        .toList();
  }

  private static String version(String event) {
    return event.replaceAll("(?s).*\"version\":(\\d+).*", "$1");
  }
}
