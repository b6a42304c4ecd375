package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.ACCOUNT;
import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A group names people who are there, who may still come, and who never will. */
@Tag("process")
class AwaitedIntegrationTests {

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = new Harness();
    harness.stop();
    harness.start("--rosterline.awaited.first=1s", "--rosterline.awaited.interval=1s");
  }

  @AfterAll
  static void stop() throws Exception {
    harness.close();
  }

  @Test
  void whoNeverComesIsTakenOutVisiblyAndNobodyElse() throws Exception {
    ScimId longAgo = made(Duration.ofDays(-8));
    ScimId ahead = made(Duration.ofDays(400));
    ScimId soon = made(Duration.ofDays(-6));
    ScimId member = made(Duration.ofDays(-30));
    harness.run(member, new Command.CreateUser(user("ann")));
    ScimId inner = made(Duration.ofDays(-30));
    harness.run(inner, new Command.CreateGroup(json("{'displayName':'Inner','members':[]}")));
    ScimId group = harness.groupId("Sales");
    harness.run(group, new Command.CreateGroup(named(longAgo, ahead, soon, member, inner)));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(members(group)).doesNotContain(longAgo + "", ahead + ""));
    assertThat(members(group)).contains(soon + "", member + "", inner + "");
    assertThat(outcomes(group))
        .isEqualTo("group.members system [\"awaited-expired\"] [\"members\"]");
    assertThat(harness.text("select outcome ->> 'evidence' from directory.command_outcome" + OURS))
        .contains(longAgo.toString());
  }

  private static final String OURS =
      " where outcome ->> 'leniencies' like '%awaited-expired%' limit 1";

  private static ScimId made(Duration ago) {
    Clock clock = Clock.fixed(Instant.now().plus(ago), ZoneOffset.UTC);
    return new Ids(clock).resource(7);
  }

  private static tools.jackson.databind.node.ObjectNode named(ScimId... members) {
    var group = json("{'displayName':'Sales','members':[]}");
    for (ScimId member : members) {
      group.withArray("members").addObject().put("value", member.toString());
    }
    return group;
  }

  private static String members(ScimId group) throws Exception {
    return String.valueOf(
        harness.text(
            "select string_agg(member_id::text, ' ') from directory.group_member where account_id = '"
                + ACCOUNT
                + "' and group_id = '"
                + group
                + "'"));
  }

  private static String outcomes(ScimId group) throws Exception {
    return String.valueOf(
        harness.text(
            """
            select string_agg(distinct concat_ws(' ', outcome ->> 'operation', outcome #>> '{source,client}',
              outcome ->> 'leniencies', outcome ->> 'changed'), '; ')
            from directory.command_outcome where outcome ->> 'resource' = '%s' and outcome ->> 'operation' = 'group.members'
              and outcome ->> 'result' = 'applied'
            """
                .formatted(group)));
  }
}
