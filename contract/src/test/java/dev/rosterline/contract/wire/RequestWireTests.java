package dev.rosterline.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RequestWireTests {

  @Test
  void commandIsReadAgainWithoutTheVersionItsClientExpected() {
    var request = RequestWire.write(TestMessages.patchUser());

    var again = (Command.PatchUser) RequestWire.read(request);

    assertThat(again.patch())
        .isEqualTo(((Command.PatchUser) TestMessages.patchUser().command()).patch());
    assertThat(again.ifMatch()).isNull();
    assertThat(request.has("account")).isFalse();
  }

  @Test
  void secretsAreLeftOutAndMakeTheRequestUnrepeatable() {
    var request =
        RequestWire.write(
            create("{'userName':'ann','urn:x:1.0:User':{'apiToken':'t0ps','secretary':'bo'}}"));

    assertThat(request.toString()).doesNotContain("t0ps").contains("ann", "secretary");
    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> RequestWire.read(request))
        .withMessageContaining("secret");
  }

  @Test
  void patchOfAPasswordLosesItsValueAtAnyDepth() {
    var body =
        json(
            "{'Operations':[{'op':'replace','path':'urn:x:2.0:User:password','value':'t0ps'},"
                + "{'op':'add','value':{'Password':'t0ps','title':'Dr'}}]}");

    assertThat(RequestWire.withoutSecrets(body).toString())
        .doesNotContain("t0ps")
        .contains("replace", "Dr");
    assertThat(body.toString()).contains("t0ps");
  }

  @Test
  void whatIsNoCommandCannotBeRepeated() {
    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> RequestWire.read(json("{'method':'POST'}")));
  }

  @Test
  void longValueIsCutOnceAndSaysHowLongItWas() {
    var change = new Evidence.Change("title", null, "x".repeat(1000));

    assertThat(change.after()).startsWith("xxx").endsWith("... (1000 characters)").hasSize(277);
    assertThat(new Evidence.Change("title", null, change.after())).isEqualTo(change);
  }

  private static CommandEnvelope create(String document) {
    return new CommandEnvelope(
        new CommandId(new UUID(1, 1)),
        new AccountId(new UUID(1, 2)),
        new ScimId(new UUID(1, 3)),
        0,
        new Command.CreateUser(json(document)),
        Source.SYSTEM,
        Instant.EPOCH,
        null,
        List.of(),
        null,
        null);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Wire.MAPPER.readTree(text.replace('\'', '"'));
  }
}
