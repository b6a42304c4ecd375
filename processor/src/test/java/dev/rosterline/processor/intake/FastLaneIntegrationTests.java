package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.ACCOUNT;
import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Blocks on the urgent topic, on a real broker and a real PostgreSQL. */
@Tag("process")
class FastLaneIntegrationTests {

  private static final int WAITING = 100_000;
  private static final int BACKLOG = WAITING + 10_000;
  private static final int OTHERS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** From the block until it is on the topic that subscribers read. */
  private static final Duration PROMISED = Duration.ofSeconds(5);

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = new Harness();
  }

  @AfterAll
  static void stop() throws Exception {
    harness.close();
  }

  @BeforeEach
  void asBefore() throws Exception {
    policy("{'gracePeriodDays':30,'onDelete':'remove','brakeFloor':1000,'brakePercent':10}");
  }

  @Test
  void aBlockReachesSubscribersWithinFiveSecondsWhileAHundredThousandOthersWait() throws Exception {
    ScimId ada = joined("ada");
    List<ScimId> others = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      others.add(joined("other" + i));
    }
    harness.stop();
    for (int i = 0; i < BACKLOG; i++) {
      harness.send(others.get(i % OTHERS), new Command.ReplaceUser(named(i), null));
    }
    harness.start();
    await().atMost(LIMIT).until(() -> applied() > OTHERS + 1);
    CommandEnvelope block = harness.send(ada, blocking("ada"));
    long applied = applied();
    Instant asked = Instant.now();
    harness.hurry(block);
    await().atMost(LIMIT).until(() -> types(ada).contains("blocked"));
    assertThat(BACKLOG - applied).as("that wait").isGreaterThan(WAITING);
    assertThat(Duration.between(asked, toldAt(ada))).isLessThan(PROMISED);

    assertThat(inTurn(block)).as("decided in its turn already").isZero();
    assertThat(harness.outcome(block.id()).operation()).isEqualTo(Operation.USER_DEACTIVATE);
    assertThat(of(ada, "active::text || coalesce(blocked_ahead::text, '')")).isEqualTo("false");
    assertThat(types(ada)).containsExactly("joined", "blocked");
  }

  @Test
  void afterItsTurnAnUrgentBlockIsLateAndAnActivationStays() throws Exception {
    ScimId bea = joined("bea");
    CommandEnvelope block = harness.send(bea, blocking("bea"));
    harness.outcome(block.id());
    harness.run(bea, new Command.ReplaceUser(user("bea"), null));
    harness.hurry(block);
    settled();
    assertThat(of(bea, "active and blocked_ahead is null")).isEqualTo("t");
    assertThat(types(bea, 3)).containsExactly("joined", "blocked", "unblocked");
  }

  @Test
  void whatCannotBeDoneInItsTurnIsTakenBack() throws Exception {
    ScimId cat = joined("cat");
    joined("dan");
    var taken = harness.envelope(cat, blocking("dan"));
    ahead(cat, taken);
    Outcome refused = harness.outcome(harness.send(taken).id());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(types(cat, 3)).containsExactly("joined", "blocked", "unblocked");

    var unstorable = user("cat").put("active", false).put("displayName", "a\u0000b");
    var parked = harness.envelope(cat, new Command.ReplaceUser(unstorable, null));
    ahead(cat, parked);
    assertThat(harness.outcome(harness.send(parked).id()).result()).isEqualTo(Result.PARKED);
    assertThat(types(cat, 5))
        .containsExactly("joined", "blocked", "unblocked", "blocked", "unblocked");
    assertThat(of(cat, "active and blocked_ahead is null and event_version = 5")).isEqualTo("t");
  }

  @Test
  void withoutGracePeriodADeletionIsUrgentToo() throws Exception {
    ScimId eve = joined("eve");
    var waits = harness.envelope(eve, new Command.DeleteUser(null));
    harness.hurry(waits);
    settled();
    assertThat(of(eve, "blocked_ahead is null")).as("keeps access for 30 days").isEqualTo("t");

    policy("{'gracePeriodDays':0}");
    var delete = harness.envelope(eve, new Command.DeleteUser(null));
    ahead(eve, delete);
    assertThat(harness.outcome(harness.send(delete).id()).operation())
        .isEqualTo(Operation.USER_REMOVE);
    assertThat(types(eve, 3)).containsExactly("joined", "blocked", "removed");
  }

  @Test
  void theBrakeCountsABlockOnceAndLetsNoMoreAheadThanInTurn() throws Exception {
    ScimId fay = joined("fay");
    ScimId gus = joined("gus");
    long left = Long.parseLong(Objects.requireNonNull(harness.text(LEFT)));
    policy("{'brakeFloor':" + (left + 1) + ",'brakePercent':0}");
    var first = harness.envelope(fay, blocking("fay"));
    ahead(fay, first);
    assertThat(harness.outcome(harness.send(first).id()).operation())
        .isEqualTo(Operation.USER_DEACTIVATE);
    var second = harness.envelope(gus, blocking("gus"));
    harness.hurry(second);
    settled();
    assertThat(of(gus, "blocked_ahead is null")).isEqualTo("t");
    assertThat(harness.outcome(harness.send(second).id()).operation())
        .isEqualTo(Operation.USER_HOLD);
    assertThat(types(gus, 2)).containsExactly("joined", "held");
  }

  @Test
  void everythingDeliveredAgainChangesNothing() throws Exception {
    ScimId hal = joined("hal");
    var block = harness.envelope(hal, blocking("hal"));
    ahead(hal, block);
    harness.outcome(harness.send(block).id());
    settled();
    String applied = harness.text(NEXT);
    String before = harness.directory();
    harness.stop();
    harness.execute("update directory.consumer_offset set next_offset = 0, published_offset = 0");
    harness.start();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(harness.text(NEXT)).isEqualTo(applied));
    assertThat(harness.directory()).isEqualTo(before);
  }

  @Test
  void whatIsPublishedAfterAStopIsInTheOrderItWasDecided() throws Exception {
    ScimId jon = joined("jon");
    var block = harness.envelope(jon, blocking("jon"));
    ahead(jon, block);
    harness.outcome(harness.send(block).id());
    harness.run(jon, new Command.ReplaceUser(user("jon"), null));
    assertThat(types(jon, 3)).containsExactly("joined", "blocked", "unblocked");
    harness.stop();
    harness.execute("update directory.consumer_offset set published_offset = 0");
    harness.start();

    assertThat(types(jon, 6))
        .containsExactly("joined", "blocked", "unblocked", "joined", "blocked", "unblocked");
    await().atMost(LIMIT).untilAsserted(() -> assertThat(harness.text(UNPUBLISHED)).isEqualTo("0"));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(states(jon)).isNotEmpty().last().asString().contains("\"version\":3"));
  }

  @Test
  void whatAnUnreadableRecordSaysIsParkedAndItsPartitionGoesOn() throws Exception {
    ScimId ida = joined("ida");
    var block = harness.envelope(ida, blocking("ida"));
    harness.hurryRaw(block.partition(), "no command".getBytes(StandardCharsets.UTF_8));
    ahead(ida, block);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                harness.records(Topics.COMMANDS_PARKED).stream()
                    .anyMatch(
                        it ->
                            Topics.COMMANDS_URGENT.equals(
                                text(it.headers().lastHeader("rosterline_topic").value()))));
  }

  private static final String LEFT =
      """
      select coalesce(sum(m), 0) from directory.brake b, unnest(b.minutes) m
      where b.account_id = '%s'
      """
          .formatted(ACCOUNT);

  private static final String UNPUBLISHED =
      "select count(*) from directory.consumer_offset where published_offset <> next_offset";

  private static final String NEXT = "select sum(next_offset) from directory.consumer_offset";

  private static ScimId joined(String name) throws Exception {
    ScimId id = harness.userId(name);
    assertThat(harness.run(id, new Command.CreateUser(user(name))).status()).isEqualTo(201);
    return id;
  }

  /** Urgent before it is in turn at all, and blocked by that. */
  private static void ahead(ScimId id, CommandEnvelope block) {
    harness.hurry(block);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(of(id, "blocked_ahead::text")).isEqualTo(block.id().toString()));
  }

  /** Every urgent record that was sent has been looked at. */
  private static void settled() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(harness.text(NEXT + " where topic = 'rosterline.commands-urgent.v1'"))
                    .isEqualTo(Integer.toString(harness.hurried)));
  }

  private static Command blocking(String name) {
    return new Command.ReplaceUser(user(name).put("active", false), null);
  }

  private static tools.jackson.databind.node.ObjectNode named(int number) {
    return user("other" + number % OTHERS).put("displayName", "Number " + number);
  }

  private static void policy(String changes) throws Exception {
    var account = new ScimId(ACCOUNT.value());
    harness.run(account, new Command.ChangePolicy(json(changes), null));
  }

  private static long applied() throws Exception {
    return Long.parseLong(
        Objects.requireNonNull(
            harness.text("select count(*) from directory.command_outcome where hop >= 0")));
  }

  private static long inTurn(CommandEnvelope command) throws Exception {
    return Long.parseLong(
        Objects.requireNonNull(
            harness.text(
                "select count(*) from directory.command_outcome where hop >= 0 and command_id = '"
                    + command.id()
                    + "'")));
  }

  private static String of(ScimId member, String expression) throws Exception {
    return String.valueOf(
        harness.text(
            "select " + expression + " from directory.member where member_id = '" + member + "'"));
  }

  private static List<String> types(ScimId member, int atLeast) {
    await().atMost(LIMIT).until(() -> types(member).size() >= atLeast);
    return types(member);
  }

  private static List<String> states(ScimId member) {
    return harness.records(Topics.MEMBERSHIP_STATE).stream()
        .filter(it -> text(it.key()).endsWith(member.toString()))
        .map(it -> text(it.value()))
        .toList();
  }

  private static List<String> types(ScimId member) {
    return harness.records(Topics.MEMBERSHIP_EVENTS).stream()
        .filter(it -> text(it.key()).endsWith(member.toString()))
        .map(it -> text(it.headers().lastHeader("ce_type").value()))
        .map(type -> type.replace("dev.rosterline.member.", ""))
        .toList();
  }

  /** When the last event of a member was handed to the broker, whenever this test reads it. */
  private static Instant toldAt(ScimId member) {
    return harness.records(Topics.MEMBERSHIP_EVENTS).stream()
        .filter(it -> text(it.key()).endsWith(member.toString()))
        .map(it -> Instant.ofEpochMilli(it.timestamp()))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
