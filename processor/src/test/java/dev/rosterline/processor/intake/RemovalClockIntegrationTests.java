package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.ACCOUNT;
import static dev.rosterline.processor.intake.Harness.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.ScimId;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The database's clock steps while people are about to leave. The processor's sessions see a {@code
 * now()} that is the true one and a step, before the server's own.
 */
@Tag("process")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemovalClockIntegrationTests {

  private static final int EACH = 50;
  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = new Harness();
    harness.stop();
    harness.execute(
        """
        create schema clock;
        create table clock.step (by interval not null);
        insert into clock.step values ('0');
        create function clock.now() returns timestamptz language sql stable
          as 'select pg_catalog.now() + by from clock.step';
        grant usage on schema clock to rosterline_processor;
        grant select on clock.step to rosterline_processor;
        alter role rosterline_processor set search_path = clock, pg_catalog, public;
        """);
    harness.start();
    var policy = new Command.ChangePolicy(json("{'brakeFloor':1000000}"), null);
    harness.run(new ScimId(ACCOUNT.value()), policy);
  }

  @AfterAll
  static void stop() throws Exception {
    harness.close();
  }

  @Test
  void nobodyLeavesEarlyWhenItJumpsForward() throws Exception {
    sweep("forward-0");
    leaving("soon", "1 hour");
    step("2 hours");

    // Each sweep takes the longest due first: those behind them are looked at as well.
    sweep("forward-1");
    sweep("forward-2");
    assertThat(pending("soon")).isEqualTo(EACH);

    step("0");
    sweep("forward-3");
    assertThat(pending("soon")).isEqualTo(EACH);
  }

  /** The last: the policy it changes is that of all. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aGraceThatIsChangedMeanwhileMovesNobodyToAnEarlierDate() throws Exception {
    sweep("changed-0");
    step("3 days");
    leaving("longer", "30 days");
    var shorter = new Command.ChangePolicy(json("{'gracePeriodDays':2}"), null);
    harness.run(new ScimId(ACCOUNT.value()), shorter);

    sweep("changed-1");
    sweep("changed-2");
    assertThat(pending("longer")).isEqualTo(EACH);

    step("0");
    await().atMost(Duration.ofSeconds(20)).until(() -> due("longer", "2 days") == EACH);
    assertThat(pending("longer")).isEqualTo(EACH);
  }

  @Test
  void whoIsDueLeavesOnceItIsSetRightAfterAStepBack() throws Exception {
    step("-2 hours");
    leaving("held", "-1 hour");
    sweep("back-1");
    sweep("back-2");
    assertThat(pending("held")).isEqualTo(EACH);

    step("0");
    await().atMost(Duration.ofSeconds(10)).until(() -> pending("held") == 0);
  }

  /** Returns when somebody who is due now by every clock has been removed. */
  private static void sweep(String name) throws Exception {
    leaving(name, "-3 days");
    await().atMost(Duration.ofSeconds(20)).until(() -> pending(name) == 0);
  }

  private static void step(String by) throws Exception {
    harness.execute("update clock.step set by = '" + by + "'");
  }

  private static void leaving(String name, String in) throws Exception {
    harness.execute(
        """
        insert into directory.member (account_id, member_id, user_name, user_name_key, document, created_at, modified_at,
          removal_due_at, removal_generation)
        select '%s', overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid, name, name,
          jsonb_build_object('userName', name, 'active', true), at - interval '30 days', at - interval '30 days', at, 1
        from (select '%s-' || n as name, now() + interval '%s' as at from generate_series(1, %d) n) leaving
        """
            .formatted(ACCOUNT, name, in, EACH));
  }

  private static int pending(String name) throws Exception {
    return count(name, "removal_due_at is not null and removed_at is null");
  }

  private static int due(String name, String afterAsked) throws Exception {
    return count(name, "removal_due_at = modified_at + interval '" + afterAsked + "'");
  }

  private static int count(String name, String condition) throws Exception {
    return Integer.parseInt(
        String.valueOf(
            harness.text(
                "select count(*) from directory.member where user_name like '%s-%%' and %s"
                    .formatted(name, condition))));
  }
}
