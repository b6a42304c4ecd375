package dev.rosterline.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.messages.PatchRequest;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sequences of operations, compared with a model that is a map from path to value, and with what
 * the UnboundID SDK makes of them.
 */
class PatchPropertiesTests {

  private static final List<String> PATHS =
      List.of("title", "nickName", "name.givenName", "name.familyName", "active");

  /**
   * One operation on a simple attribute.
   *
   * @param value null for a removal
   */
  record Step(String op, String path, @Nullable String value) {

    ObjectNode json() {
      ObjectNode node = JsonNodeFactory.instance.objectNode().put("op", op).put("path", path);
      if (value != null && path.equals("active")) {
        node.put("value", value.length() % 2 == 0);
      } else if (value != null) {
        node.put("value", value);
      }
      return node;
    }
  }

  @Property(tries = 1000)
  void attributesAreAMap(@ForAll("steps") List<Step> steps) {
    Map<String, String> model = new TreeMap<>();
    for (Step step : steps) {
      String value = step.value();
      if (value == null) {
        model.remove(step.path());
      } else {
        model.put(step.path(), step.json().path("value").asString());
      }
    }
    ObjectNode document = applied(steps);
    Map<String, String> found = new TreeMap<>();
    for (String path : PATHS) {
      var node = document.at("/" + path.replace('.', '/'));
      if (!node.isMissingNode()) {
        found.put(path, node.asString());
      }
    }
    assertThat(found).isEqualTo(model);
    assertThat(document.has("name"))
        .isEqualTo(model.keySet().stream().anyMatch(p -> p.contains(".")));
  }

  @Property(tries = 1000)
  void applyingAgainChangesNothing(@ForAll("steps") List<Step> steps) {
    Patch patch = patch(steps);
    ObjectNode once = PatchApplier.apply(ResourceType.USER, user(), patch).document();
    PatchResult twice = PatchApplier.apply(ResourceType.USER, once, patch);
    assertThat(twice.document()).isEqualTo(once);
    assertThat(twice.changed()).isFalse();
  }

  @Property(tries = 1000)
  void theSdkMakesTheSameOfIt(@ForAll("steps") List<Step> steps) throws Exception {
    PatchRequest request = JsonMapper.shared().treeToValue(body(steps), PatchRequest.class);
    GenericScimResource theirs = request.apply(new GenericScimResource(user()));
    ObjectNode expected = theirs.getObjectNode();
    if (expected.path("name").isEmpty()) {
      // We keep no complex value that says nothing (RFC 7643, 2.5).
      expected.remove("name");
    }
    assertThat(withoutSchemas(applied(steps))).isEqualTo(withoutSchemas(expected));
  }

  @Property(tries = 500)
  void theSdkPicksTheSameElements(
      @ForAll("types") String type, @ForAll("types") String other, @ForAll boolean whole)
      throws Exception {
    ObjectNode user = user();
    ArrayNode emails = user.putArray("emails");
    emails.addObject().put("value", "1@x").put("type", "work");
    emails.addObject().put("value", "2@x").put("type", "home");
    String sub = whole ? "" : ".value";
    ObjectNode remove =
        JsonNodeFactory.instance
            .objectNode()
            .put("op", "remove")
            .put("path", "emails[type eq \"" + other + "\"]");
    ObjectNode body = body(List.of());
    ArrayNode operations = (ArrayNode) body.get("Operations");
    ObjectNode replace =
        operations
            .addObject()
            .put("op", "replace")
            .put("path", "emails[type eq \"" + type + "\"]" + sub);
    if (whole) {
      replace.putObject("value").put("value", "3@x").put("type", type);
    } else {
      replace.put("value", "3@x");
    }
    if (!other.equals(type)) {
      operations.add(remove);
    }
    ObjectNode theirs =
        JsonMapper.shared()
            .treeToValue(body, PatchRequest.class)
            .apply(new GenericScimResource(user.deepCopy()))
            .getObjectNode();
    Patch patch = PatchReader.read(ResourceType.USER, body, Mode.LENIENT);
    ObjectNode ours = PatchApplier.apply(ResourceType.USER, user, patch).document();
    assertThat(ours.get("emails")).isEqualTo(theirs.get("emails"));
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of("work", "home");
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> paths = Arbitraries.of(PATHS);
    Arbitrary<String> values = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5);
    Arbitrary<Step> sets =
        Combinators.combine(Arbitraries.of("add", "replace"), paths, values).as(Step::new);
    Arbitrary<Step> removals = paths.map(path -> new Step("remove", path, null));
    return Arbitraries.oneOf(sets, sets, removals).list().ofMinSize(1).ofMaxSize(12);
  }

  private static ObjectNode user() {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.putArray("schemas").add(ResourceType.USER.schemaUrn());
    return user.put("userName", "ada");
  }

  private static ObjectNode applied(List<Step> steps) {
    return PatchApplier.apply(ResourceType.USER, user(), patch(steps)).document();
  }

  private static Patch patch(List<Step> steps) {
    return PatchReader.read(ResourceType.USER, body(steps), Mode.LENIENT);
  }

  private static ObjectNode body(List<Step> steps) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add(PatchReader.SCHEMA);
    ArrayNode operations = body.putArray("Operations");
    steps.forEach(step -> operations.add(step.json()));
    return body;
  }

  private static ObjectNode withoutSchemas(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    copy.remove("schemas");
    return copy;
  }
}
