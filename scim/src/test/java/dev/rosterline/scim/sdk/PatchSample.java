package dev.rosterline.scim.sdk;

import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.Schemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of a PATCH as a client sends it.
 *
 * @param path null for none
 * @param value null for none
 */
record PatchSample(String op, @Nullable String path, @Nullable JsonNode value) {

  private static final String ENTERPRISE = Schemas.ENTERPRISE_URN;
  private static final Arbitrary<String> OPS = Arbitraries.of("add", "replace", "remove");
  private static final Arbitrary<String> TYPES = Arbitraries.of("work", "home", "other");
  private static final Arbitrary<String> ADDRESSES = Arbitraries.of("a@x", "b@x", "c@y");

  /** Whether a filter selects values of its path. */
  boolean isSelecting() {
    return path != null && path.contains("[");
  }

  boolean isRemoval() {
    return op.equals("remove");
  }

  ObjectNode request() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add(PatchReader.SCHEMA);
    ObjectNode operation = body.putArray("Operations").addObject().put("op", op);
    if (path != null) {
      operation.put("path", path);
    }
    if (value != null) {
      operation.set("value", value);
    }
    return body;
  }

  static PatchSample of(String op, String path, @Nullable String json) {
    return new PatchSample(op, path, json == null ? null : ScimJson.MAPPER.readTree(json));
  }

  static Arbitrary<PatchSample> any() {
    return Arbitraries.oneOf(
        simple(), names(), extensions(), collections(), selections(), selections(), withoutPath());
  }

  /** A user who has some of the attributes that the operations are about. */
  static Arbitrary<ObjectNode> users() {
    return Combinators.combine(
            text("title"), text("nickName"), flag(), name(), emails(), department(), manager())
        .as(PatchSample::user);
  }

  private static ObjectNode user(ObjectNode... parts) {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    ArrayNode schemas = user.putArray("schemas").add(Schemas.USER.urn());
    user.put("userName", "ada");
    for (int i = 0; i < 5; i++) {
      user.setAll(parts[i]);
    }
    ObjectNode extension = parts[5].deepCopy();
    extension.setAll(parts[6]);
    if (!extension.isEmpty()) {
      user.set(ENTERPRISE, extension);
      schemas.add(ENTERPRISE);
    }
    return user;
  }

  private static Arbitrary<PatchSample> simple() {
    Arbitrary<JsonNode> values =
        json("\"x\"", "\"y\"", "true", "false", "5", "[\"x\"]", "{\"value\": \"x\"}");
    return Arbitraries.oneOf(
        sample(Arbitraries.of("title", "nickName", "userName"), json("\"x\"", "\"y\"")),
        sample(Arbitraries.of("active"), json("true", "false")),
        sample(Arbitraries.of("title", "active", "nothing", "id", "meta.created"), values));
  }

  private static Arbitrary<PatchSample> names() {
    return Arbitraries.oneOf(
        sample(Arbitraries.of("name.givenName", "name.familyName"), json("\"A\"", "\"B\"")),
        sample(
            Arbitraries.of("name"),
            json("{\"givenName\": \"C\"}", "{\"familyName\": \"D\", \"givenName\": \"A\"}")));
  }

  private static Arbitrary<PatchSample> extensions() {
    return Arbitraries.oneOf(
        sample(Arbitraries.of(ENTERPRISE + ":department"), json("\"R\"", "\"S\"")),
        sample(Arbitraries.of(ENTERPRISE + ":manager"), json("{\"value\": \"m2\"}")),
        sample(Arbitraries.of(ENTERPRISE + ":manager.value"), json("\"m3\"")),
        sample(Arbitraries.of(ENTERPRISE), json("{\"department\": \"T\"}")));
  }

  private static Arbitrary<PatchSample> collections() {
    Arbitrary<JsonNode> lists = emails().map(part -> part.path("emails")).filter(JsonNode::isArray);
    return Arbitraries.oneOf(
        sample(Arbitraries.of("emails"), lists),
        sample(Arbitraries.of("emails"), element().map(node -> node)));
  }

  private static Arbitrary<PatchSample> selections() {
    Arbitrary<String> filters =
        Arbitraries.oneOf(
            TYPES.map(type -> "[type eq \"" + type + "\"]"),
            ADDRESSES.map(address -> "[value eq \"" + address + "\"]"),
            Combinators.combine(TYPES, ADDRESSES)
                .as((type, value) -> "[type eq \"" + type + "\" and value eq \"" + value + "\"]"),
            Arbitraries.of("[primary eq true]", "[value sw \"a\" or type eq \"home\"]"));
    Arbitrary<String> paths = filters.map(filter -> "emails" + filter);
    return Arbitraries.oneOf(
        sample(
            paths.map(path -> path + ".value"),
            ADDRESSES.map(JsonNodeFactory.instance::stringNode)),
        sample(paths.map(path -> path + ".type"), TYPES.map(JsonNodeFactory.instance::stringNode)),
        sample(paths.map(path -> path + ".primary"), json("true", "false")),
        sample(paths, element().map(node -> node)));
  }

  private static Arbitrary<PatchSample> withoutPath() {
    return Combinators.combine(
            OPS,
            json(
                "{\"title\": \"p\"}",
                "{\"title\": \"p\", \"active\": false}",
                "{\"name\": {\"givenName\": \"P\"}}",
                "{\"" + ENTERPRISE + "\": {\"department\": \"P\"}}",
                "{\"emails\": [{\"value\": \"p@x\", \"type\": \"work\"}]}"))
        .as((op, value) -> new PatchSample(op, null, op.equals("remove") ? null : value));
  }

  private static Arbitrary<PatchSample> sample(
      Arbitrary<String> paths, Arbitrary<? extends JsonNode> values) {
    return Combinators.combine(OPS, paths, values)
        .as((op, path, value) -> new PatchSample(op, path, op.equals("remove") ? null : value));
  }

  private static Arbitrary<JsonNode> json(String... texts) {
    return Arbitraries.of(texts).map(ScimJson.MAPPER::readTree);
  }

  private static Arbitrary<ObjectNode> text(String name) {
    return part(name, json("\"x\"", "\"y\""));
  }

  private static Arbitrary<ObjectNode> flag() {
    return part("active", json("true", "false"));
  }

  private static Arbitrary<ObjectNode> name() {
    return part(
        "name", json("{\"givenName\": \"A\"}", "{\"givenName\": \"A\", \"familyName\": \"B\"}"));
  }

  private static Arbitrary<ObjectNode> department() {
    return part("department", json("\"R\""));
  }

  private static Arbitrary<ObjectNode> manager() {
    return part("manager", json("{\"value\": \"m1\"}"));
  }

  /** No (type, value) twice, and no more than one that is primary (RFC 7643, 2.4). */
  private static Arbitrary<ObjectNode> emails() {
    Arbitrary<JsonNode> lists =
        Combinators.combine(
                element().list().ofMinSize(1).ofMaxSize(3), Arbitraries.integers().between(-1, 2))
            .as(PatchSample::list);
    return part("emails", lists);
  }

  private static JsonNode list(List<ObjectNode> elements, int primary) {
    Set<JsonNode> seen = new HashSet<>();
    List<ObjectNode> distinct = new ArrayList<>();
    for (ObjectNode element : elements) {
      ObjectNode copy = element.deepCopy();
      if (seen.add(copy)) {
        distinct.add(copy);
      }
    }
    if (primary >= 0 && primary < distinct.size()) {
      distinct.get(primary).put("primary", true);
    }
    return JsonNodeFactory.instance.arrayNode().addAll(distinct);
  }

  private static Arbitrary<ObjectNode> element() {
    return Combinators.combine(ADDRESSES, TYPES)
        .as(
            (value, type) ->
                JsonNodeFactory.instance.objectNode().put("value", value).put("type", type));
  }

  private static Arbitrary<ObjectNode> part(String name, Arbitrary<JsonNode> values) {
    Arbitrary<ObjectNode> some =
        values.map(value -> (ObjectNode) JsonNodeFactory.instance.objectNode().set(name, value));
    return Arbitraries.oneOf(some, some, Arbitraries.create(JsonNodeFactory.instance::objectNode));
  }
}
