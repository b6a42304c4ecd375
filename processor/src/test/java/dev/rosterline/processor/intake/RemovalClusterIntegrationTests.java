package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.ACCOUNT;
import static dev.rosterline.processor.intake.Harness.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole company leaves at once, and two processors sweep. */
@Tag("process")
class RemovalClusterIntegrationTests {

  private static final int LEAVING = 6_000;
  private static final String REMOVED = "dev.rosterline.member.removed";

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = new Harness();
  }

  @AfterAll
  static void stop() throws Exception {
    harness.close();
  }

  @Test
  void everybodyDueIsRemovedOnceAndNobodyElse() throws Exception {
    var policy = new Command.ChangePolicy(json("{'brakeFloor':1000000}"), null);
    harness.run(new ScimId(ACCOUNT.value()), policy);
    var first = harness.processor;
    harness.start("--rosterline.instance=second");

    leaving("due", LEAVING, "31 days");
    leaving("early", 50, "29 days");

    await().atMost(Duration.ofMinutes(3)).until(() -> count("removed_at is not null") == LEAVING);
    assertThat(count("removed_at is not null and user_name like 'early%'")).isZero();
    assertThat(count("removal_due_at is not null")).isEqualTo(50);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(removals()).hasSize(LEAVING);
              assertThat(tombstones()).isEqualTo(LEAVING);
            });
    assertThat(removals().values()).containsOnly(1L);
    if (first != null) {
      first.close();
    }
  }

  private static void leaving(String name, int count, String since) throws Exception {
    harness.execute(
        """
        insert into directory.member (account_id, member_id, user_name, user_name_key, document, created_at, modified_at,
          removal_due_at, removal_generation)
        select '%s', overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid, name, name,
          jsonb_build_object('userName', name, 'active', true), now() - interval '1 year', at, at + interval '30 days', 1
        from (select '%s' || n as name, now() - interval '%s' as at from generate_series(1, %d) n) leaving
        """
            .formatted(ACCOUNT, name, since, count));
  }

  private static long count(String condition) throws Exception {
    var rows = harness.text("select count(*) from directory.member where " + condition);
    return Long.parseLong(String.valueOf(rows));
  }

  /** How often each member was said to be removed. */
  private static Map<String, Long> removals() {
    return harness.records(Topics.MEMBERSHIP_EVENTS).stream()
        .filter(event -> text(event.headers().lastHeader("ce_type").value()).equals(REMOVED))
        .collect(Collectors.groupingBy(event -> text(event.key()), Collectors.counting()));
  }

  private static long tombstones() {
    return harness.records(Topics.MEMBERSHIP_STATE).stream()
        .filter(state -> state.value() == null)
        .count();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
