package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.ACCOUNT;
import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Evidence.Change;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.wire.RequestWire;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an outcome tells of why it is what it is. */
@Tag("process")
class EvidenceIntegrationTests {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

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
  void createTellsItsEventAndLeavesTheValuesToTheDirectory() throws Exception {
    Outcome created =
        harness.run(harness.userId("ann"), new Command.CreateUser(user("ann").put("title", "Dr")));

    assertThat(created.evidence().changes()).isEmpty();
    assertThat(created.evidence().events()).containsExactly("dev.rosterline.member.joined");
    assertThat(created.evidence().request()).isNull();
  }

  @Test
  void changeTellsExactlyWhatChangedFromWhatToWhat() throws Exception {
    ScimId id = harness.userId("bea");
    harness.run(
        id,
        new Command.CreateUser(
            json(
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'bea',"
                    + "'name':{'givenName':'Bea','familyName':'Holt'},'active':true,'title':'Dr'}")));
    var patch =
        json(
            "{'a':[{'op':'replace','path':'name.familyName','value':'Hall'},"
                + "{'op':'remove','path':'title'},{'op':'replace','path':'active','value':true},"
                + "{'op':'add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department','value':'Sales'}]}");

    Evidence evidence = harness.run(id, new Command.PatchUser(patch.get("a"), null)).evidence();

    assertThat(evidence.changes())
        .containsExactlyInAnyOrder(
            new Change("name.familyName", "Holt", "Hall"),
            new Change("title", "Dr", null),
            new Change(
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
                null,
                "Sales"));
    assertThat(harness.run(id, new Command.PatchUser(patch.get("a"), null)).evidence().changes())
        .isEmpty();
  }

  @Test
  void changeOfAGroupTellsWhoJoinedAndWhoLeft() throws Exception {
    ScimId ann = harness.userId("gann");
    harness.run(ann, new Command.CreateUser(user("gann")));
    ScimId group = harness.groupId("Readers");
    var readers =
        json(
            "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Readers','members':[{'value':'"
                + ann
                + "'}]}");
    Outcome created = harness.run(group, new Command.CreateGroup(readers));
    readers.put("displayName", "Writers").remove("members");
    Outcome changed = harness.run(group, new Command.ReplaceGroup(readers, null));

    assertThat(created.evidence().changes())
        .containsExactly(new Change("members", null, ann.toString()));
    assertThat(changed.evidence().changes())
        .containsExactly(
            new Change("displayName", "Readers", "Writers"),
            new Change("members", ann.toString(), null));
  }

  @Test
  void refusalKeepsTheRequestItsTraceAndWhatItRepeats() throws Exception {
    harness.run(harness.userId("cid"), new Command.CreateUser(user("cid")));
    var again = new Command.CreateUser(user("cid").put("title", "Second"));
    CommandId first = harness.ids.command();
    CommandEnvelope envelope =
        new CommandEnvelope(
            harness.ids.command(),
            ACCOUNT,
            harness.userId("cid"),
            0,
            again,
            Source.SYSTEM,
            Instant.now(),
            null,
            List.of(),
            TRACE,
            first);

    Outcome refused = harness.outcome(harness.send(envelope).id());

    assertThat(refused.result()).isEqualTo(Result.REFUSED);
    assertThat(RequestWire.read(refused.evidence().request())).isEqualTo(again);
    assertThat(refused.evidence().traceparent()).isEqualTo(TRACE);
    assertThat(refused.evidence().replayOf()).isEqualTo(first);
    assertThat(refused.evidence().changes()).isEmpty();
  }

  @Test
  void requestThatPostgresCannotHoldIsRefusedOrParkedWithoutIt() throws Exception {
    harness.run(harness.userId("dan"), new Command.CreateUser(user("dan")));

    Outcome refused =
        harness.run(
            harness.userId("dan"), new Command.CreateUser(user("dan").put("title", "a\u0000b")));
    Outcome parked =
        harness.run(
            harness.userId("eve"), new Command.CreateUser(user("eve").put("title", "a\u0000b")));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.evidence().request()).isNull();
    assertThat(parked.result()).isEqualTo(Result.PARKED);
    assertThat(parked.evidence().request()).isNull();
  }

  @Test
  void requestOfSomeSizeIsNotKept() throws Exception {
    harness.run(harness.userId("fay"), new Command.CreateUser(user("fay")));
    var large = user("fay").put("title", "x".repeat(Evidence.LARGEST_REQUEST));

    Outcome refused = harness.run(harness.userId("fay"), new Command.CreateUser(large));

    assertThat(refused.evidence().request()).isNull();
  }

  @Test
  void changeOfThePolicyTellsTheSettings() throws Exception {
    Outcome outcome =
        harness.run(
            new ScimId(ACCOUNT.value()),
            new Command.ChangePolicy(json("{'gracePeriodDays':9}"), null));

    assertThat(outcome.evidence().changes()).contains(new Change("gracePeriodDays", "30", "9"));
  }
}
