package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.ACCOUNT;
import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.contract.wire.ReplyWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class IntakeIntegrationTests {

  static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = new Harness();
  }

  @AfterAll
  static void stop() throws Exception {
    harness.close();
  }

  @Test
  void createIsStoredAnsweredAndTold() throws Exception {
    ScimId id = harness.userId("alice");
    Outcome outcome = harness.run(id, new Command.CreateUser(user("alice")));
    assertThat(outcome.status()).isEqualTo(201);
    assertThat(outcome.operation()).isEqualTo(Operation.USER_CREATE);
    assertThat(harness.text("select version from directory.member where scim_id = '" + id + "'"))
        .isEqualTo("1");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(replied(outcome.command())).isTrue();
              assertThat(told(Topics.MEMBERSHIP_EVENTS, id)).hasSize(1);
              assertThat(told(Topics.MEMBERSHIP_STATE, id)).hasSize(1);
              assertThat(outcomes(outcome.command())).containsExactly(Result.APPLIED);
            });
  }

  @Test
  void takenNameIsRefused() throws Exception {
    assertThat(harness.run(harness.userId("bob"), new Command.CreateUser(user("bob"))).status())
        .isEqualTo(201);
    Outcome second = harness.run(harness.userId("bob"), new Command.CreateUser(user("BOB")));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.scimType()).isEqualTo("uniqueness");
  }

  @Test
  void renameToNameOfAnotherIsRefusedAndNeighboursOfTheBatchAreApplied() throws Exception {
    ScimId carol = harness.userId("carol");
    harness.run(carol, new Command.CreateUser(user("carol")));
    ScimId dave = harness.userId("dave");
    harness.run(dave, new Command.CreateUser(user("dave")));
    List<CommandId> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ScimId id = harness.userId("crowd" + i);
      sent.add(harness.send(id, new Command.CreateUser(user("crowd" + i))).id());
    }
    Outcome outcome =
        harness.run(
            dave,
            new Command.PatchUser(
                json("{'a':[{'op':'replace','path':'userName','value':'carol'}]}").get("a"), null));
    assertThat(outcome.status()).isEqualTo(409);
    for (CommandId id : sent) {
      assertThat(harness.outcome(id).status()).isEqualTo(201);
    }
  }

  @Test
  void patchDeactivatesAndUnchangedPatchLeavesVersion() throws Exception {
    ScimId id = harness.userId("erin");
    harness.run(id, new Command.CreateUser(user("erin")));
    var off = json("{'a':[{'op':'replace','path':'active','value':false}]}").get("a");
    Outcome first = harness.run(id, new Command.PatchUser(off, null));
    Outcome second = harness.run(id, new Command.PatchUser(off, null));
    assertThat(first.operation()).isEqualTo(Operation.USER_DEACTIVATE);
    assertThat(first.version()).isEqualTo(2);
    assertThat(second.result()).isEqualTo(Result.UNCHANGED);
    assertThat(second.version()).isEqualTo(2);
    Outcome stale = harness.run(id, new Command.PatchUser(off, "W/\"1\""));
    assertThat(stale.status()).isEqualTo(412);
  }

  @Test
  void returningPersonKeepsTheirMemberId() throws Exception {
    ScimId first = harness.userId("frank");
    harness.run(first, new Command.CreateUser(user("frank")));
    Outcome gone = harness.run(first, new Command.DeleteUser(null));
    assertThat(gone.status()).isEqualTo(204);
    assertThat(gone.dueAt()).isNotNull();
    assertThat(harness.run(first, new Command.DeleteUser(null)).status()).isEqualTo(404);
    ScimId second = harness.userId("frank");
    Outcome back = harness.run(second, new Command.CreateUser(user("frank")));
    assertThat(back.operation()).isEqualTo(Operation.USER_RESTORE);
    assertThat(back.member()).isEqualTo(new MemberId(first.value()));
    harness.execute(
        "update directory.member set removal_due_at = null where member_id = '" + first + "'");
    assertThat(back.status()).isEqualTo(201);
  }

  @Test
  void renamedPersonWhoReturnsIsDecidedByTheirOwnPartition() throws Exception {
    ScimId first = harness.userId("gina");
    harness.run(first, new Command.CreateUser(user("gina")));
    String other = "gina-married";
    for (int i = 0;
        harness.userId(other).value().getMostSignificantBits() % 24 == 0 && i < 9;
        i++) {
      other += i;
    }
    harness.run(first, new Command.ReplaceUser(user(other), null));
    harness.run(first, new Command.DeleteUser(null));
    ScimId second = harness.userId(other);
    Outcome back = harness.run(second, new Command.CreateUser(user(other)));
    assertThat(back.operation()).isEqualTo(Operation.USER_RESTORE);
    assertThat(back.member()).isEqualTo(new MemberId(first.value()));
    Outcome later = harness.run(second, new Command.ReplaceUser(user(other + "2"), null));
    assertThat(later.status()).isEqualTo(200);
  }

  @Test
  void removalComesWhenTheGracePeriodIsOver() throws Exception {
    ScimId id = harness.userId("henry");
    harness.run(id, new Command.CreateUser(user("henry")));
    harness.run(id, new Command.DeleteUser(null));
    harness.execute(
        "update directory.member set removal_due_at = now() where member_id = '" + id + "'");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(
                        harness.text(
                            "select removed_at from directory.member where member_id = '"
                                + id
                                + "'"))
                    .isNotNull());
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(told(Topics.MEMBERSHIP_STATE, id)).last().isEqualTo("tombstone"));
  }

  @Test
  void tableThatGrewIsAnalyzedBeforeAutovacuumComes() throws Exception {
    harness.execute(
        """
        insert into directory.member (account_id, member_id, user_name, user_name_key, document, created_at, modified_at)
        select gen_random_uuid(), gen_random_uuid(), 'n' || n, 'n' || n, '{}', now(), now()
          from generate_series(1, 2000) n
        """);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        harness.text(
                            "select reltuples >= 2000 from pg_class where oid = 'directory.member'::regclass"))
                    .isEqualTo("t"));
  }

  @Test
  void oldDaysOfOutcomesGoUnlessSomethingIsUnpublished() throws Exception {
    harness.execute("select directory.ensure_outcome_partitions(date '2020-01-10')");
    harness.execute("select directory.ensure_outcome_partitions(date '2020-03-10')");
    harness.execute(
        """
        insert into directory.command_outcome (command_id, hop, part, "offset", status, outcome)
        values (directory.first_id(date '2020-03-10'), 0, 0, 9000000000, 204, '{}')
        """);

    String before = "select directory.drop_outcome_partitions(date '2020-04-01')";

    assertThat(harness.text(before)).isEqualTo("17");
    assertThat(harness.text("select to_regclass('directory.command_outcome_20200310')"))
        .isNotNull();
    harness.execute("delete from directory.command_outcome where \"offset\" = 9000000000");
    assertThat(harness.text(before)).isEqualTo("1");
  }

  @Test
  void groupOfTenThousandIsReplaced() throws Exception {
    ScimId group = harness.groupId("everyone");
    var document = json("{'displayName':'everyone'}");
    assertThat(harness.run(group, new Command.CreateGroup(document)).status()).isEqualTo(201);
    Outcome filled = harness.run(group, new Command.ReplaceGroup(members(0, 10_000), null));
    assertThat(filled.operation()).isEqualTo(Operation.GROUP_MEMBERS);
    assertThat(count(group)).isEqualTo("10000");
    Outcome again = harness.run(group, new Command.ReplaceGroup(members(0, 10_000), null));
    assertThat(again.result()).isEqualTo(Result.UNCHANGED);
    harness.run(group, new Command.ReplaceGroup(members(5_000, 10_001), null));
    assertThat(count(group)).isEqualTo("5001");
    var patch =
        json("{'a':[{'op':'add','path':'members','value':[{'value':'" + person(3) + "'}]}]}");
    Outcome one = harness.run(group, new Command.PatchGroup(patch.get("a"), null));
    assertThat(one.status()).isEqualTo(204);
    assertThat(count(group)).isEqualTo("5002");
    assertThat(harness.run(group, new Command.DeleteGroup(null)).status()).isEqualTo(204);
    assertThat(count(group)).isEqualTo("0");
  }

  @Test
  void poisonIsParkedAndItsPartitionGoesOn() throws Exception {
    ScimId id = harness.userId("ivan");
    int partition = harness.envelope(id, new Command.DeleteUser(null)).partition();
    harness.sendRaw(partition, null, null);
    harness.sendRaw(
        partition,
        "x".getBytes(StandardCharsets.UTF_8),
        "{not json".getBytes(StandardCharsets.UTF_8));
    var nul = user("nul");
    nul.put("displayName", "a\0b");
    CommandId unstorable = harness.send(harness.userId("nul"), new Command.CreateUser(nul)).id();
    assertThat(harness.run(id, new Command.CreateUser(user("ivan"))).status()).isEqualTo(201);
    assertThat(harness.outcome(unstorable).result()).isEqualTo(Result.PARKED);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(harness.records(Topics.COMMANDS_PARKED)).hasSizeGreaterThanOrEqualTo(3));
  }

  private static String person(int n) {
    return Ids.derived(java.time.Instant.ofEpochMilli(1_700_000_000_000L), ACCOUNT.value(), n)
        .toString();
  }

  private static tools.jackson.databind.node.ObjectNode members(int from, int to) {
    var document = json("{'displayName':'everyone'}");
    var members = document.putArray("members");
    for (int i = from; i < to; i++) {
      members.addObject().put("value", person(i));
    }
    return document;
  }

  private static String count(ScimId group) throws Exception {
    return harness.text(
        "select count(*) from directory.group_member where group_id = '" + group + "'");
  }

  private static List<String> told(String topic, ScimId member) {
    return harness.records(topic).stream()
        .filter(r -> new String(r.key(), StandardCharsets.UTF_8).endsWith(member.toString()))
        .map(r -> r.value() == null ? "tombstone" : new String(r.value(), StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  private static List<Result> outcomes(CommandId id) {
    return harness.records(Topics.OUTCOMES).stream()
        .map(r -> OutcomeWire.read(r.value()))
        .filter(outcome -> outcome.command().equals(id))
        .map(Outcome::result)
        .toList();
  }

  private static boolean replied(CommandId id) {
    return harness.records(Topics.REPLIES).stream()
        .flatMap(r -> ReplyWire.read(r.value()).replies().stream())
        .anyMatch(reply -> reply.command().equals(id));
  }
}
