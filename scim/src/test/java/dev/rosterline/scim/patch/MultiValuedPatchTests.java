package dev.rosterline.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** No type and value stand beside each other twice, however they came there (RFC 7643, 2.4). */
class MultiValuedPatchTests {

  private static final String EMAILS =
      """
      [{"value": "a@x", "type": "work", "display": "first"}, {"value": "a@x", "type": "home", "primary": true},
       {"value": "b@x", "type": "other"}]
      """;

  @Test
  void aValueWhoseTypeBecomesThatOfAnotherIsThatOne() {
    assertThat(emails("replace", "emails[type eq \"home\"].type", "\"work\""))
        .isEqualTo(
            json(
                """
                [{"value": "a@x", "type": "work", "display": "first", "primary": true},
                 {"value": "b@x", "type": "other"}]
                """));
  }

  @Test
  void whatIsReplacedByOneValueIsOne() {
    assertThat(
            emails(
                "replace", "emails[value eq \"a@x\"]", "{\"value\": \"c@x\", \"type\": \"work\"}"))
        .isEqualTo(
            json(
                "[{\"value\": \"c@x\", \"type\": \"work\"}, {\"value\": \"b@x\", \"type\": \"other\"}]"));
  }

  private static JsonNode emails(String op, String path, String value) {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "ada");
    user.set("emails", json(EMAILS));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add(PatchReader.SCHEMA);
    ObjectNode operation = body.putArray("Operations").addObject();
    operation.put("op", op).put("path", path).set("value", json(value));
    Patch patch = PatchReader.read(ResourceType.USER, body, Mode.LENIENT);
    return PatchApplier.apply(ResourceType.USER, user, patch).document().get("emails");
  }

  private static JsonNode json(String text) {
    return ScimJson.MAPPER.readTree(text);
  }
}
