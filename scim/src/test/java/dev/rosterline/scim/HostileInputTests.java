package dev.rosterline.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent, the answer is a document or a SCIM error, never another exception. */
class HostileInputTests {

  private static final List<String> PARTS =
      List.of(
          "userName",
          "emails",
          "name",
          "value",
          "type",
          "manager",
          "members",
          "schemas",
          "active",
          "\"",
          "\\",
          "[",
          "]",
          "(",
          ")",
          ".",
          ":",
          " ",
          " eq ",
          " pr",
          "not ",
          " and ",
          " or ",
          "true",
          "null",
          "\"work\"",
          "\\u0000",
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
          "é",
          "-1e5",
          "\u0000");

  @Property(tries = 2000)
  void bytes(@ForAll byte[] body) {
    answered(() -> ResourceReader.read(ResourceType.USER, body, Mode.LENIENT));
    answered(() -> PatchReader.read(ResourceType.GROUP, body, Mode.LENIENT));
  }

  @Property(tries = 5000)
  void filtersAndPaths(@ForAll("texts") String text) {
    answered(() -> FilterParser.parse(ResourceType.USER, text));
    answered(() -> FilterParser.parse(ResourceType.GROUP, text));
    answered(() -> Projection.of(ResourceType.USER, text, null));
    answered(
        () -> patch(ResourceType.USER, "remove", text, JsonNodeFactory.instance.stringNode(text)));
    answered(
        () ->
            patch(ResourceType.GROUP, "replace", text, JsonNodeFactory.instance.stringNode(text)));
  }

  @Property(tries = 5000)
  void documentsAndPatchValues(
      @ForAll("documents") JsonNode value, @ForAll("paths") String path, @ForAll Mode mode) {
    for (ResourceType type : ResourceType.values()) {
      if (value instanceof ObjectNode object) {
        answered(() -> ResourceReader.read(type, object, mode));
      }
      for (String op : List.of("add", "remove", "replace")) {
        answered(() -> patch(type, op, path, value));
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PARTS).list().ofMaxSize(12).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
        "",
        "userName",
        "title",
        "active",
        "name",
        "name.givenName",
        "emails",
        "emails.value",
        "emails[type eq \"work\"]",
        "emails[type eq \"work\"].value",
        "roles[primary eq \"True\"].primary",
        "members",
        "members[value eq \"a\"]",
        "schemas",
        "displayName",
        "addresses[type eq \"work\"].country",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value");
  }

  @Provide
  Arbitrary<JsonNode> documents() {
    return node(3);
  }

  private static Arbitrary<JsonNode> node(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.of(
                "null", "true", "5", "1.5", "\"\"", "\"x\"", "\"True\"", "\"work\"", "[]", "{}")
            .map(text -> (JsonNode) ScimJson.MAPPER.readTree(text));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> inner = node(depth - 1);
    Arbitrary<String> keys =
        Arbitraries.of(
            "userName",
            "displayName",
            "active",
            "name",
            "givenName",
            "emails",
            "value",
            "type",
            "primary",
            "members",
            "manager",
            "schemas",
            "x",
            "name.givenName",
            "emails[type eq \"work\"].value",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
    Arbitrary<JsonNode> object =
        Arbitraries.maps(keys, inner)
            .ofMaxSize(5)
            .map(m -> JsonNodeFactory.instance.objectNode().setAll(m));
    Arbitrary<JsonNode> array =
        inner.list().ofMaxSize(3).map(l -> JsonNodeFactory.instance.arrayNode().addAll(l));
    return Arbitraries.oneOf(leaf, object, array);
  }

  private static void patch(ResourceType type, String op, String path, JsonNode value) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add(PatchReader.SCHEMA);
    body.putArray("Operations").addObject().put("op", op).put("path", path).set("value", value);
    ObjectNode current =
        (ObjectNode)
            ScimJson.MAPPER.readTree(
                "{\"userName\":\"a\",\"displayName\":\"d\",\"emails\":[{\"type\":\"work\",\"value\":\"e\",\"primary\":true},{\"value\":\"x\"}],\"name\":{\"givenName\":\"g\"}}");
    ObjectNode before = current.deepCopy();
    Patch patch = PatchReader.read(type, body, Mode.LENIENT);
    ObjectNode after = PatchApplier.apply(type, current, patch).document();
    assertThat(PatchApplier.apply(type, current, Patch.fromJson(type, patch.toJson())).document())
        .isEqualTo(after);
    assertThat(current).isEqualTo(before);
    // What a patch leaves is a document a client could have sent.
    assertThat(ResourceReader.read(type, withoutOther(type, after), Mode.LENIENT).document())
        .isEqualTo(withoutOther(type, after));
  }

  private static ObjectNode withoutOther(ResourceType type, ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    if (type == ResourceType.GROUP) {
      copy.remove(List.of("userName", "emails", "name"));
    }
    return copy;
  }

  private static void answered(Runnable call) {
    try {
      call.run();
    } catch (ScimException e) {
      assertThat(e.error().detail()).isNotEmpty();
    }
  }
}
