package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReplayDeciderTests {

  @ParameterizedTest
  @CsvSource({"refused,403", "refused,409", "refused,412", "parked,500"})
  void whatAFixMayMendIsDoneAgain(String result, int status) {
    var again = (ReplayDecider.Answer.Again) ReplayDecider.decide(operation(result, status));

    assertThat(again.command()).isEqualTo(new Command.DeleteUser(null));
    assertThat(again.resource().toString()).isEqualTo("019aaf3c-2222-7def-8000-000000000003");
    assertThat(again.first().toString()).isEqualTo("019aaf3c-1111-7abc-8000-000000000002");
  }

  @ParameterizedTest
  @CsvSource({
    "applied,204,did not fail",
    "unchanged,200,did not fail",
    "refused,404,not there",
    "refused,400,cannot be carried out",
    "refused,413,cannot be carried out"
  })
  void whatCannotEndOtherwiseIsNot(String result, int status, String reason) {
    assertNever(operation(result, status), reason);
  }

  @Test
  void requestThatNeverWasACommandIsForTheClientToSend() {
    var rejected = operation("refused", 409).put("operation", "request.rejected");
    assertNever(rejected, "send it anew");
  }

  @Test
  void requestThatIsNotKeptOrNotWholeIsNotRepeated() {
    var unknown = operation("refused", 409);
    unknown.remove("evidence");
    assertNever(unknown, "not kept");

    var cut = operation("refused", 409);
    ((ObjectNode) cut.path("evidence").path("request")).put("redacted", true);
    assertNever(cut, "secret");

    var nowhere = operation("parked", 500);
    nowhere.remove("resourceId");
    assertNever(nowhere, "not kept");
  }

  @Test
  void commandOfAnAdminIsNotRepeatedHere() {
    var admins = operation("refused", 409);
    ((ObjectNode) admins.path("evidence").path("request")).put("type", "member.cancel-hold");
    assertNever(admins, "an admin's");
  }

  private static void assertNever(ObjectNode operation, String reason) {
    var answer = (ReplayDecider.Answer.Never) ReplayDecider.decide(operation);
    assertThat(answer.reason()).contains(reason);
  }

  private static ObjectNode operation(String result, int status) {
    var text =
        """
        {"id":"019aaf3c-1111-7abc-8000-000000000002","resourceId":"019aaf3c-2222-7def-8000-000000000003",
         "operation":"user.remove","evidence":{"request":{"type":"user.delete","ifMatch":"W/\\"7\\""}}}""";
    var operation = (ObjectNode) JsonMapper.shared().readTree(text);
    return operation.put("result", result).put("status", status);
  }
}
