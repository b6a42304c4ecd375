package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.ACCOUNT;
import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.OutcomeWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@Tag("process")
class PolicyIntegrationTests {

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
    change(
        "{'provisioning':true,'gracePeriodDays':30,'onDelete':'remove','matchOn':'userName','defaultRole':null,"
            + "'protectedMembers':[]}");
  }

  @Test
  void changeIsAnOutcomeWithTheNamesOfWhatChanged() throws Exception {
    Outcome outcome = change("{'defaultRole':'staff','gracePeriodDays':7}");
    assertThat(outcome.operation()).isEqualTo(Operation.POLICY_CHANGE);
    assertThat(outcome.resourceType()).isEqualTo("Account");
    assertThat(outcome.changed()).containsExactly("gracePeriodDays", "defaultRole");
    assertThat(change("{'defaultRole':'staff'}").result()).isEqualTo(Result.UNCHANGED);
    assertThat(change("{'gracePeriodDays':91}").status()).isEqualTo(400);
    assertThat(setting("defaultRole")).isEqualTo("staff");
    assertThat(setting("gracePeriodDays")).isEqualTo("7");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(harness.records(Topics.OUTCOMES))
                    .anyMatch(
                        message ->
                            OutcomeWire.read(message.value()).command().equals(outcome.command())));
  }

  @Test
  void switchedOffRefusesCreateAndDeleteAsFailed() throws Exception {
    ScimId id = harness.userId("jill");
    harness.run(id, new Command.CreateUser(user("jill")));
    change("{'provisioning':false}");
    Outcome create = harness.run(harness.userId("jack"), new Command.CreateUser(user("jack")));
    Outcome delete = harness.run(id, new Command.DeleteUser(null));
    ObjectNode renamed = user("jill").put("displayName", "Jill");
    Outcome update = harness.run(id, new Command.ReplaceUser(renamed, null));
    assertThat(List.of(create.status(), delete.status(), update.status()))
        .containsExactly(403, 403, 200);
    assertThat(create.result()).isEqualTo(Result.REFUSED);
    assertThat(create.subject()).isEqualTo("jack");
  }

  @Test
  void changeOfTheGracePeriodMovesWhatIsPendingAndRemovesOnce() throws Exception {
    ScimId id = harness.userId("karl");
    harness.run(id, new Command.CreateUser(user("karl")));
    harness.run(id, new Command.DeleteUser(null));
    change("{'gracePeriodDays':60}");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(of(id, "removal_due_at = modified_at + interval '1440 hours'"))
                    .isEqualTo("t"));
    change("{'gracePeriodDays':0}");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(of(id, "removed_at is not null")).isEqualTo("t"));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(types(id))
                    .containsExactly(
                        "joined", "removal-scheduled", "removal-scheduled", "removed"));
  }

  @Test
  void cancelledRemovalKeepsTheMemberAndItsGroups() throws Exception {
    ScimId id = harness.userId("lena");
    harness.run(id, new Command.CreateUser(user("lena")));
    ScimId group = harness.groupId("sales");
    var document = json("{'displayName':'sales','members':[{'value':'" + id + "'}]}");
    harness.run(group, new Command.CreateGroup(document));
    harness.run(id, new Command.DeleteUser(null));
    var cancel = new Command.CancelRemoval(new MemberId(id.value()));
    assertThat(harness.run(id, cancel).status()).isEqualTo(204);
    assertThat(harness.run(id, cancel).status()).isEqualTo(409);
    assertThat(of(id, "removal_due_at is null and scim_id is null and removed_at is null"))
        .isEqualTo("t");
    assertThat(
            harness.text(
                "select count(*) from directory.group_member where member_id = '" + id + "'"))
        .isEqualTo("1");
    Outcome back = harness.run(harness.userId("lena"), new Command.CreateUser(user("lena")));
    assertThat(back.operation()).isEqualTo(Operation.USER_RESTORE);
    assertThat(back.member()).isEqualTo(new MemberId(id.value()));
  }

  @Test
  void emailIsTheKeyWhereThePolicySaysSoAndWhoIsDeletedIsKept() throws Exception {
    change("{'matchOn':'email','onDelete':'deactivate'}");
    ScimId id = harness.userId("mona@example.com");
    harness.run(id, new Command.CreateUser(withEmail("mona", "mona@example.com")));
    ScimId twin = harness.userId("mona@example.com");
    Outcome second = harness.run(twin, new Command.CreateUser(withEmail("m", "MONA@example.com")));
    assertThat(second.status()).isEqualTo(409);
    Outcome gone = harness.run(id, new Command.DeleteUser(null));
    assertThat(gone.operation()).isEqualTo(Operation.USER_DEACTIVATE);
    assertThat(gone.status()).isEqualTo(204);
    assertThat(of(id, "active")).isEqualTo("f");
    assertThat(harness.run(id, new Command.DeleteUser(null)).status()).isEqualTo(404);
    Outcome back = harness.run(twin, new Command.CreateUser(withEmail("m", "mona@example.com")));
    assertThat(back.operation()).isEqualTo(Operation.USER_RESTORE);
    assertThat(back.member()).isEqualTo(new MemberId(id.value()));
  }

  @Test
  void protectedMemberIsNeitherBlockedNorRemovedNorRenamed() throws Exception {
    ScimId id = harness.userId("owner");
    harness.run(id, new Command.CreateUser(user("owner")));
    change("{'protectedMembers':{'add':['" + id + "']}}");

    var off = json("{'a':[{'op':'replace','path':'active','value':false}]}").get("a");
    Outcome blocked = harness.run(id, new Command.PatchUser(off, null));
    Outcome deleted = harness.run(id, new Command.DeleteUser(null));
    ObjectNode renamed = user("owner").put("displayName", "The owner");
    assertThat(harness.run(id, new Command.ReplaceUser(renamed, null)).status()).isEqualTo(200);
    Outcome other = harness.run(id, new Command.ReplaceUser(user("somebody"), null));
    assertThat(List.of(blocked.status(), deleted.status(), other.status())).containsOnly(403);
    assertThat(blocked.detail()).contains("owner", "protected");
    assertThat(of(id, "active and scim_id is not null")).isEqualTo("t");

    change("{'protectedMembers':{'remove':['" + id + "']}}");
    assertThat(harness.run(id, new Command.PatchUser(off, null)).status()).isEqualTo(200);
    assertThat(of(id, "active")).isEqualTo("f");
  }

  @Test
  void removalFromBeforeTheProtectionIsOffWhenItsDateComes() throws Exception {
    ScimId id = harness.userId("olga");
    harness.run(id, new Command.CreateUser(user("olga")));
    harness.run(id, new Command.DeleteUser(null));
    change("{'protectedMembers':{'add':['" + id + "']}}");
    change("{'gracePeriodDays':0}");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(of(id, "removal_due_at is null and removed_at is null")).isEqualTo("t"));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(types(id))
                    .containsExactly("joined", "removal-scheduled", "removal-cancelled"));
  }

  @Test
  void brakeHoldsExactlyWhatIsTooManyOverAllPartitions() throws Exception {
    AccountId crowded = AccountId.of("01990000-0000-7000-8000-0000000000c0");
    List<CommandEnvelope> created = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      var resource = harness.userId("crowd" + i);
      created.add(harness.send(of(crowded, resource, new Command.CreateUser(user("crowd" + i)))));
    }
    for (CommandEnvelope envelope : created) {
      assertThat(harness.outcome(envelope.id()).status()).isEqualTo(201);
    }
    List<CommandEnvelope> deleted = new ArrayList<>();
    for (CommandEnvelope envelope : created) {
      var delete = new Command.DeleteUser(null);
      deleted.add(harness.send(of(crowded, envelope.resource(), delete)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (CommandEnvelope envelope : deleted) {
      outcomes.add(harness.outcome(envelope.id()));
    }
    assertThat(outcomes).allMatch(outcome -> outcome.status() == 204);
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.operation() == Operation.USER_REMOVE)
        .hasSize(50);
    List<Outcome> held =
        outcomes.stream().filter(o -> o.operation() == Operation.USER_HOLD).toList();
    assertThat(held).hasSize(30);
    MemberId first = java.util.Objects.requireNonNull(held.getFirst().member());
    MemberId second = java.util.Objects.requireNonNull(held.get(1).member());
    var release =
        harness.send(of(crowded, new ScimId(first.value()), new Command.ReleaseHold(first)));
    var cancel =
        harness.send(of(crowded, new ScimId(second.value()), new Command.CancelHold(second)));
    assertThat(harness.outcome(release.id()).dueAt()).isNotNull();
    assertThat(harness.outcome(cancel.id()).operation()).isEqualTo(Operation.HOLD_CANCEL);
    assertThat(
            harness.text(
                "select count(*) from directory.member where account_id = '"
                    + crowded
                    + "' and held = 'delete'"))
        .isEqualTo("28");
  }

  private static CommandEnvelope of(AccountId account, ScimId resource, Command command) {
    CommandEnvelope envelope = harness.envelope(resource, command);
    return new CommandEnvelope(
        envelope.id(),
        account,
        resource,
        0,
        command,
        envelope.source(),
        envelope.receivedAt(),
        null,
        List.of(),
        null,
        null);
  }

  private static ObjectNode withEmail(String name, String email) {
    ObjectNode document = user(name);
    document.set("emails", json("{'e':[{'value':'" + email + "','primary':true}]}").get("e"));
    return document;
  }

  private static Outcome change(String changes) throws Exception {
    ScimId account = new ScimId(ACCOUNT.value());
    return harness.run(account, new Command.ChangePolicy(json(changes), null));
  }

  private static String setting(String name) throws Exception {
    return harness.text("select settings ->> '" + name + "' from directory.account_policy");
  }

  private static String of(ScimId member, String expression) throws Exception {
    return harness.text(
        "select " + expression + " from directory.member where member_id = '" + member + "'");
  }

  private static List<String> types(ScimId member) {
    return harness.records(Topics.MEMBERSHIP_EVENTS).stream()
        .filter(r -> new String(r.key(), StandardCharsets.UTF_8).endsWith(member.toString()))
        .map(r -> new String(r.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
        .map(type -> type.substring("dev.rosterline.member.".length()))
        .toList();
  }
}
