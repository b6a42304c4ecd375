package dev.rosterline.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.json.ScimJson;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class BulkReferencesTests {

  private static final String GROUP =
      """
      {"displayName":"bulk","members":[{"value":"bulkId:a","type":"User"},{"value":"x"}],
       "Operations":[{"op":"remove","path":"members[value eq \\"bulkId:b\\"]"}],
       "urn:enterprise":{"manager":{"value":"bulkId:c","$ref":"../Users/bulkId:c"}}}""";

  @Test
  void findsNamesInValuesPathsAndExtensions() {
    assertThat(BulkReferences.names(json(GROUP))).containsExactly("a", "b", "c");
  }

  @Test
  void textThatMerelyMentionsAReferenceIsNone() {
    assertThat(BulkReferences.names(json("{\"title\":\"of \\\"bulkId:a\\\"\",\"x\":\"bulkId:\"}")))
        .isEmpty();
  }

  @Test
  void replacesEveryNameAndLeavesTheOriginal() {
    ObjectNode original = json(GROUP);

    ObjectNode resolved = BulkReferences.resolve(original, name -> "id-" + name);

    assertThat(resolved.at("/members/0/value").asString()).isEqualTo("id-a");
    assertThat(resolved.at("/members/1/value").asString()).isEqualTo("x");
    assertThat(resolved.at("/Operations/0/path").asString())
        .isEqualTo("members[value eq \"id-b\"]");
    assertThat(resolved.at("/urn:enterprise/manager/$ref").asString()).isEqualTo("../Users/id-c");
    assertThat(original).isEqualTo(json(GROUP));
  }

  @Test
  void leavesOutTheElementOrAttributeThatRefers() {
    ObjectNode rest = BulkReferences.without(json(GROUP), Set.of("a", "c"));

    assertThat(rest.path("members")).hasSize(1);
    assertThat(rest.at("/urn:enterprise").has("manager")).isFalse();
    assertThat(BulkReferences.names(rest)).containsExactly("b");
  }

  private static ObjectNode json(String text) {
    return ScimJson.object(text.getBytes(StandardCharsets.UTF_8));
  }
}
