package dev.rosterline.scim.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResourceReaderTests {

  private static final String USER =
      "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"a\"";
  private static final String ENTERPRISE =
      "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"";

  @Test
  void oktaCreatesAUser() {
    ValidResource user =
        user(
            """
            "name":{"givenName":"Mira","middleName":""},"emails":[{"primary":true,"value":"m@n.example","type":"work"}],
            "externalId":"00uA","groups":[],"password":"k3pw9xQ1","id":"x","meta":{"resourceType":"User"},"active":true
            """);
    assertThat(user.document())
        .isEqualTo(
            json(
                "{"
                    + USER
                    + ",\"name\":{\"givenName\":\"Mira\"},\"emails\":[{\"primary\":true,\"value\":\"m@n.example\",\"type\":\"work\"}],"
                    + "\"externalId\":\"00uA\",\"active\":true}"));
    assertThat(user.leniencies())
        .containsExactlyInAnyOrder(Leniency.PASSWORD_SENT, Leniency.EMPTY_STRING);
  }

  @Test
  void theEntraValidatorsUserIsTakenAsItIs() {
    ValidResource user =
        user(
            "\"roles\":[{\"primary\":\"True\",\"value\":\"r\"}],\"locale\":\"XQZ\",\"timezone\":\"x"
                + " y\",\"profileUrl\":\"AB CD\","
                + ENTERPRISE
                + ":{\"manager\":{\"value\":\"nobody\",\"displayName\":\"x\"}}");
    assertThat(user.document().at("/roles/0/primary").booleanValue()).isTrue();
    assertThat(user.document().get("profileUrl").stringValue()).isEqualTo("AB CD");
    assertThat(user.document().get("schemas")).hasSize(2);
    assertThat(
            user.document()
                .path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
                .get("manager"))
        .isEqualTo(json("{\"value\":\"nobody\",\"displayName\":\"x\"}"));
    assertThat(user.leniencies())
        .containsExactlyInAnyOrder(Leniency.BOOLEAN_AS_STRING, Leniency.MANAGER_NAMED);
  }

  @Test
  void oneLoginsEmptyMacrosAreNoValues() {
    ValidResource user =
        user(
            "\"title\":\"\",\"emails\":[{\"type\":\"work\",\"value\":\"\",\"primary\":true}],"
                + ENTERPRISE
                + ":{\"department\":\"\",\"manager\":{\"value\":\"\",\"displayName\":\" \"}}");
    assertThat(user.document()).isEqualTo(json("{" + USER + "}"));
  }

  @Test
  void oneObjectIsAListOfOneButATextIsNone() {
    assertThat(user("\"emails\":{\"value\":\"a@b.c\"}").document().get("emails"))
        .isEqualTo(json("[{\"value\":\"a@b.c\"}]"));
    assertThat(user("\"emails\":\"\"").document()).isEqualTo(json("{" + USER + "}"));
    assertThatThrownBy(() -> user("\"emails\":\"a@b.c\""))
        .isInstanceOf(ScimException.class)
        .hasMessageContaining("an array");
  }

  @Test
  void managerAsBareString() {
    ValidResource user = user(ENTERPRISE + ":{\"manager\":\"m1\"}");
    assertThat(user.document().findValue("manager")).isEqualTo(json("{\"value\":\"m1\"}"));
    assertThat(user.leniencies()).containsExactly(Leniency.MANAGER_AS_STRING);
    assertThat(user(ENTERPRISE + ":{\"manager\":\"\"}").document())
        .isEqualTo(json("{" + USER + "}"));
  }

  @Test
  void whoSendsAnAddressAloneMeansTheIdAtItsEnd() {
    for (String address : List.of("https://x.test/scim/v2/Users/m1", "../Users/m1", "m1")) {
      ValidResource user = user(ENTERPRISE + ":{\"manager\":{\"$REF\":\"" + address + "\"}}");
      assertThat(user.document().findValue("manager"))
          .isEqualTo(json("{\"$ref\":\"" + address + "\",\"value\":\"m1\"}"));
      ValidResource group =
          ResourceReader.read(
              ResourceType.GROUP,
              ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"g\","
                      + "\"members\":[{\"$ref\":\""
                      + address
                      + "\"},{\"value\":\"m2\",\"$ref\":null}]}")
                  .getBytes(StandardCharsets.UTF_8),
              Mode.STRICT);
      assertThat(group.document().get("members"))
          .isEqualTo(json("[{\"value\":\"m1\"},{\"value\":\"m2\"}]"));
    }
  }

  @Test
  void namesAreFoundInAnyCaseAndUnknownOnesDropped() {
    ValidResource user =
        read(
            "{\"SCHEMAS\":[\"urn:x\"],\"USERNAME\":\"a\",\"NAME\":{\"GIVENNAME\":\"g\",\"foo\":1},\"bar\":2}",
            Mode.LENIENT);
    assertThat(user.document()).isEqualTo(json("{" + USER + ",\"name\":{\"givenName\":\"g\"}}"));
    assertThat(user.leniencies())
        .containsExactlyInAnyOrder(
            Leniency.UNKNOWN_SCHEMA, Leniency.SCHEMAS_MISSING, Leniency.UNKNOWN_ATTRIBUTE);
  }

  @Test
  void nullAndEmptyListsAreUnassigned() {
    assertThat(
            user("\"title\":null,\"emails\":[],\"roles\":[null],\"name\":{},"
                    + ENTERPRISE
                    + ":null")
                .document())
        .isEqualTo(json("{" + USER + "}"));
  }

  @Test
  void aValueIsStoredOnceAndOnePrimaryAtMost() {
    assertThat(
            user("\"emails\":[{\"value\":\"1\",\"type\":\"work\"},{\"value\":\"1\",\"type\":\"work\",\"primary\":true},{\"value\":\"1\"}]")
                .document()
                .get("emails"))
        .isEqualTo(
            json("[{\"value\":\"1\",\"type\":\"work\",\"primary\":true},{\"value\":\"1\"}]"));
    assertRefused(
        "{"
            + USER
            + ",\"emails\":[{\"value\":\"1\",\"primary\":true},{\"value\":\"2\",\"primary\":\"true\"}]}",
        Mode.LENIENT,
        ScimType.INVALID_VALUE);
  }

  @Test
  void activeDefaultsToTrueOnCreateOnly() {
    byte[] body = bytes("{" + USER + "}");
    assertThat(
            ResourceReader.readForCreate(ResourceType.USER, body, Mode.LENIENT)
                .document()
                .get("active")
                .booleanValue())
        .isTrue();
    assertThat(
            ResourceReader.readForReplace(ResourceType.USER, body, Mode.LENIENT)
                .document()
                .has("active"))
        .isFalse();
    byte[] inactive = bytes("{" + USER + ",\"active\":\"False\"}");
    assertThat(
            ResourceReader.readForCreate(ResourceType.USER, inactive, Mode.LENIENT)
                .document()
                .get("active")
                .booleanValue())
        .isFalse();
  }

  @Test
  void nullOverridesTheDefaultOfActive() {
    byte[] body = bytes("{" + USER + ",\"ACTIVE\":null}");
    assertThat(
            ResourceReader.readForCreate(ResourceType.USER, body, Mode.LENIENT)
                .document()
                .has("active"))
        .isFalse();
  }

  @Test
  void entraCreatesAGroup() {
    ValidResource group =
        ResourceReader.read(
            ResourceType.GROUP,
            bytes(
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\",\"http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group\"],"
                    + "\"externalId\":\"5d\",\"displayName\":\"Ops\",\"members\":[{\"$ref\":null,\"value\":\"u1\",\"type\":\"User\"}],\"meta\":{\"resourceType\":\"Group\"}}"),
            Mode.LENIENT);
    assertThat(group.document())
        .isEqualTo(
            json(
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"externalId\":\"5d\",\"displayName\":\"Ops\",\"members\":[{\"value\":\"u1\",\"type\":\"User\"}]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"active\":5",
        "\"active\":\"maybe\"",
        "\"title\":5",
        "\"title\":[\"x\"]",
        "\"title\":{}",
        "\"name\":\"x\"",
        "\"name\":[{}]",
        "\"emails\":[[{}]]",
        "\"emails\":5",
        "\"x509Certificates\":[{\"value\":\"a\"}]",
        "\"title\":\"a\\u0000\"",
        "\"title\":\"\\ud800\"",
        "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":5"
      })
  void wrongTypesAreRefused(String member) {
    assertRefused("{" + USER + "," + member + "}", Mode.LENIENT, ScimType.INVALID_VALUE);
    assertRefused("{" + USER + "," + member + "}", Mode.STRICT, ScimType.INVALID_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]}",
        "{\"userName\":\"\"}",
        "{\"userName\":\" \"}",
        "{\"userName\":null}"
      })
  void userNameIsRequired(String body) {
    assertRefused(body, Mode.LENIENT, ScimType.INVALID_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "5",
        "",
        "{} {}",
        "{\"userName\":\"a\",\"userName\":\"b\"}",
        "{\"userName\":\"a\",\"USERNAME\":\"b\"}",
        "{\"schemas\":\"x\",\"userName\":\"a\"}",
        "{\"schemas\":[5],\"userName\":\"a\"}",
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"userName\":\"a\"}",
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\",\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"a\"}"
      })
  void brokenMessagesAreRefused(String body) {
    assertRefused(body, Mode.LENIENT, ScimType.INVALID_SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"foo\":1", "\"password\":\"x\"", "\"name\":{\"foo\":1}", "\"urn:x:y\":{}"})
  void strictRefusesWhatNoSchemaHas(String member) {
    assertRefused("{" + USER + "," + member + "}", Mode.STRICT, ScimType.INVALID_SYNTAX);
  }

  @Test
  void strictRefusesMissingOrForeignSchemas() {
    assertRefused("{\"userName\":\"a\"}", Mode.STRICT, ScimType.INVALID_SYNTAX);
    assertRefused(
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\",\"urn:x\"],\"userName\":\"a\"}",
        Mode.STRICT,
        ScimType.INVALID_SYNTAX);
  }

  @Test
  void depthStringsAndNumbersAreBounded() {
    assertRefused(
        "{\"a\":" + "[".repeat(21) + "]".repeat(21) + "}", Mode.LENIENT, ScimType.INVALID_SYNTAX);
    assertRefused(
        "{" + USER + ",\"title\":\"" + "x".repeat(70_000) + "\"}",
        Mode.LENIENT,
        ScimType.INVALID_SYNTAX);
    assertRefused(
        "{" + USER + ",\"title\":" + "1".repeat(40) + "}", Mode.LENIENT, ScimType.INVALID_SYNTAX);
  }

  private static ValidResource user(String members) {
    return read("{" + USER + "," + members + "}", Mode.LENIENT);
  }

  private static ValidResource read(String body, Mode mode) {
    return ResourceReader.read(ResourceType.USER, bytes(body), mode);
  }

  private static void assertRefused(String body, Mode mode, ScimType type) {
    assertThatThrownBy(() -> read(body, mode))
        .isInstanceOfSatisfying(
            ScimException.class, e -> assertThat(e.error().type()).isEqualTo(type));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    return ScimJson.MAPPER.readTree(text);
  }
}
