package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.ScimId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 7643, 4.1.2: who is deleted leaves their groups, and that is a change of each group. */
@Tag("process")
class DepartureIntegrationTests {

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
  void deletedUserChangesTheVersionAndDateOfTheirGroups() throws Exception {
    ScimId ada = created("ada");
    ScimId ben = created("ben");
    ScimId group = group("sales", List.of(ada, ben));
    ScimId other = group("other", List.of(ben));
    String before = shown(group, "modified_at");
    harness.run(ada, new Command.DeleteUser(null));
    assertThat(shown(group, "version")).isEqualTo("2");
    assertThat(shown(group, "modified_at")).isGreaterThan(before);
    assertThat(shown(other, "version")).isEqualTo("1");
  }

  @Test
  void preconditionAndAnswerGoByTheVersionAsShown() throws Exception {
    ScimId cleo = created("cleo");
    ScimId group = group("legal", List.of(cleo));
    harness.run(cleo, new Command.DeleteUser(null));
    var renamed = json("{'displayName':'law','members':[]}");
    Outcome stale = harness.run(group, new Command.ReplaceGroup(renamed, "W/\"1\""));
    assertThat(stale.status()).isEqualTo(412);
    Outcome applied = harness.run(group, new Command.ReplaceGroup(renamed, "W/\"2\""));
    assertThat(applied.status()).isEqualTo(200);
    assertThat(applied.version()).isEqualTo(3L);
    assertThat(shown(group, "version")).isEqualTo("3");
    harness.run(group, new Command.DeleteGroup(null));
    assertThat(
            harness.text(
                "select count(*) from directory.group_departure where group_id = '" + group + "'"))
        .isEqualTo("0");
  }

  @Test
  void everyDepartureCountsWhicheverPartitionItIsIn() throws Exception {
    List<ScimId> people = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      people.add(created("leaver" + i));
    }
    ScimId group = group("everyone", people);
    List<CommandEnvelope> sent = new ArrayList<>();
    for (ScimId id : people) {
      sent.add(harness.send(harness.envelope(id, new Command.DeleteUser(null))));
    }
    for (CommandEnvelope envelope : sent) {
      assertThat(harness.outcome(envelope.id()).status()).isEqualTo(204);
    }
    assertThat(shown(group, "version")).isEqualTo("41");
  }

  private static ScimId created(String name) throws Exception {
    ScimId id = harness.userId(name);
    harness.run(id, new Command.CreateUser(user(name)));
    return id;
  }

  private static ScimId group(String name, List<ScimId> members) throws Exception {
    ScimId id = harness.groupId(name);
    var document = json("{'displayName':'" + name + "'}");
    var list = document.putArray("members");
    members.forEach(member -> list.addObject().put("value", member.toString()));
    harness.run(id, new Command.CreateGroup(document));
    return id;
  }

  private static String shown(ScimId group, String column) throws Exception {
    return harness.text(
            "select " + column + " from directory.shown_group where group_id = '" + group + "'")
        + "";
  }
}
