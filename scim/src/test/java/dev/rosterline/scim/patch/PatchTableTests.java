package dev.rosterline.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.schema.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PatchTableTests {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TestFactory
  Stream<DynamicTest> rfc() throws IOException {
    return cases("rfc");
  }

  @TestFactory
  Stream<DynamicTest> identityProviders() throws IOException {
    return cases("identity-providers");
  }

  private static Stream<DynamicTest> cases(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PatchTableTests.class.getResourceAsStream("/patch/" + file + ".json"))) {
      List<JsonNode> cases = List.copyOf(MAPPER.readTree(in).values());
      return cases.stream()
          .map(c -> DynamicTest.dynamicTest(c.get("name").stringValue(), () -> check(c)));
    }
  }

  private static void check(JsonNode row) {
    ResourceType type = ResourceType.valueOf(row.path("type").asString("USER"));
    Mode mode = Mode.valueOf(row.path("mode").asString("LENIENT"));
    ObjectNode current = (ObjectNode) row.get("current");
    ResourceReader.writeSchemas(type, current);
    ObjectNode before = current.deepCopy();
    ObjectNode body = MAPPER.createObjectNode();
    body.putArray("schemas").add(PatchReader.SCHEMA);
    body.set("Operations", row.get("ops"));
    if (row.has("error")) {
      ScimException refused =
          catchThrowableOfType(
              ScimException.class,
              () -> PatchApplier.apply(type, current, PatchReader.read(type, body, mode)));
      assertThat(refused).isNotNull();
      assertThat(refused.error().status()).isEqualTo(400);
      assertThat(Objects.requireNonNull(refused.error().type()).wire())
          .isEqualTo(row.get("error").stringValue());
    } else {
      Patch patch = PatchReader.read(type, body, mode);
      expect(row, type, PatchApplier.apply(type, current, patch));
      JsonNode carried = MAPPER.readTree(MAPPER.writeValueAsBytes(patch.toJson()));
      Patch arrived = Patch.fromJson(type, carried);
      assertThat(arrived.toJson()).isEqualTo(patch.toJson());
      assertThat(arrived.mode()).isEqualTo(arrived.operations().isEmpty() ? Mode.LENIENT : mode);
      expect(row, type, PatchApplier.apply(type, current, arrived));
    }
    assertThat(current).isEqualTo(before);
  }

  private static void expect(JsonNode row, ResourceType type, PatchResult result) {
    ObjectNode expected = ((ObjectNode) row.get("expected")).deepCopy();
    ResourceReader.writeSchemas(type, expected);
    assertThat(expected.get("schemas").size()).isEqualTo(row.has("enterprise") ? 2 : 1);
    assertThat(result.document()).isEqualTo(expected);
    assertThat(result.changed()).isEqualTo(!result.changedAttributes().isEmpty());
    if (row.has("changed")) {
      assertThat(result.changedAttributes())
          .isEqualTo(row.get("changed").values().stream().map(JsonNode::stringValue).toList());
    }
  }
}
