package dev.rosterline.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkReaderTests {

  private static final String ALICE =
      """
      {"method":"post","path":"/Users","bulkId":"a","data":{"userName":"alice"}}""";

  @Test
  void readsMethodPathNameVersionAndData() {
    BulkOperation put =
        operation(
            """
            {"method":"PUT","path":"/Groups/x","version":"W/\\"3\\"","data":{"displayName":"g"}}""");

    assertThat(put.error()).isNull();
    assertThat(put.type()).isEqualTo(ResourceType.GROUP);
    assertThat(put.target()).isEqualTo("x");
    assertThat(put.version()).isEqualTo("W/\"3\"");
    assertThat(Objects.requireNonNull(put.data()).path("displayName").asString()).isEqualTo("g");
  }

  @Test
  void methodMayBeInAnyLetterCase() {
    assertThat(operation(ALICE).isPost()).isTrue();
  }

  @Test
  void patchIsReadWithoutItsSchemasAndAsABareList() {
    String operations = "[{\"op\":\"remove\",\"path\":\"title\"}]";
    for (String data : new String[] {operations, "{\"Operations\":" + operations + "}"}) {
      BulkOperation patch =
          operation("{\"method\":\"PATCH\",\"path\":\"/Users/x\",\"data\":" + data + "}");

      assertThat(patch.error()).isNull();
      assertThat(Objects.requireNonNull(patch.data()).at("/schemas/0").asString())
          .isEqualTo(PatchReader.SCHEMA);
      assertThat(patch.data().at("/Operations/0/path").asString()).isEqualTo("title");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'path':'/Users','bulkId':'a','data':{}}                     | method",
        "{'method':'GET','path':'/Users/x'}                           | method",
        "{'method':'POST','path':'/Users','data':{}}                  | bulkId",
        "{'method':'POST','path':'/Users/x','bulkId':'a','data':{}}   | path",
        "{'method':'POST','path':'/Bulk','bulkId':'a','data':{}}      | path",
        "{'method':'DELETE','path':'/Users'}                          | path",
        "{'method':'DELETE','path':'/Users/'}                         | path",
        "{'method':'DELETE','path':'https://host/scim/v2/Users/x'}    | path",
        "{'method':'PUT','path':'/Users/x'}                           | data",
        "{'method':'POST','path':'/Users','bulkId':'a','data':[]}     | data",
        "7                                                            | method"
      },
      quoteCharacter = '~')
  void mistakeOfOneOperationIsItsOwn(String operation, String named) {
    ScimError error = operation(operation.replace('\'', '"')).error();

    assertThat(error).isNotNull();
    assertThat(error.type()).isEqualTo(ScimType.INVALID_SYNTAX);
    assertThat(error.detail()).contains(named);
  }

  @Test
  void failOnErrorsIsAPositiveIntegerOrAbsent() {
    assertThat(BulkReader.read(body("", ALICE)).failOnErrors()).isEqualTo(Integer.MAX_VALUE);
    assertThat(BulkReader.read(body("\"failOnErrors\":2,", ALICE)).failOnErrors()).isEqualTo(2);
    assertRefused(body("\"failOnErrors\":0,", ALICE), 400, ScimType.INVALID_VALUE);
    assertRefused(body("\"failOnErrors\":\"1\",", ALICE), 400, ScimType.INVALID_VALUE);
  }

  @Test
  void nameGivenTwiceRefusesTheWhole() {
    assertRefused(body("", ALICE + "," + ALICE), 400, ScimType.INVALID_VALUE);
  }

  @Test
  void requestWithoutItsSchemaOrOperationsIsInvalidSyntax() {
    assertRefused("{\"Operations\":[]}".getBytes(StandardCharsets.UTF_8), 400, null);
    assertRefused(body("", ""), 400, ScimType.INVALID_SYNTAX);
  }

  @Test
  void limitsAreNamedInTheRefusal() {
    String delete = "{\"method\":\"DELETE\",\"path\":\"/Users/x\"}";
    String thousand = String.join(",", java.util.Collections.nCopies(1000, delete));
    assertThat(BulkReader.read(body("", thousand)).operations()).hasSize(1000);
    assertThat(assertRefused(body("", thousand + "," + delete), 413, null)).contains("1000");
    assertThat(assertRefused(new byte[BulkRequest.MAX_PAYLOAD_SIZE + 1], 413, null))
        .contains("1048576");
  }

  private static BulkOperation operation(String json) {
    return BulkReader.read(body("", json)).operations().getFirst();
  }

  private static byte[] body(String members, String operations) {
    String text =
        "{\"schemas\":[\""
            + BulkRequest.SCHEMA
            + "\"],"
            + members
            + "\"Operations\":["
            + operations
            + "]}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String assertRefused(byte[] body, int status, @Nullable ScimType type) {
    var refused =
        assertThatExceptionOfType(ScimException.class)
            .isThrownBy(() -> BulkReader.read(body))
            .actual();
    assertThat(refused.error().status()).isEqualTo(status);
    if (type != null) {
      assertThat(refused.error().type()).isEqualTo(type);
    }
    return refused.error().detail();
  }
}
