package dev.rosterline.scim.sdk;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.schema.AttributeType;
import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One condition of a filter, as the RFC's grammar has it: an attribute expression, or a value path.
 *
 * @param operator in lower case; empty for a value path
 * @param operand as it is written; null for {@code pr} and for a value path
 * @param inner what stands between the square brackets; null for an attribute expression
 */
record Condition(String path, String operator, @Nullable String operand, @Nullable String inner) {

  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";

  private static final List<String> TEXTS =
      List.of(
          "userName",
          "title",
          "nickName",
          "externalId",
          "name.givenName",
          "name.familyName",
          ENTERPRISE + "department",
          ENTERPRISE + "manager.value",
          "emails.value",
          "emails.type",
          "emails");

  /** Nothing that sorts between upper and lower case, where two ways to ignore case may differ. */
  private static final List<String> VALUES =
      List.of("ada", "ADA", "a", "lead", "Ex1", "ex1", "work", "home", "a@x", "m1", "z", "1");

  @Override
  public String toString() {
    if (inner != null) {
      return path + "[" + inner + "]";
    }
    return path + " " + operator + (operand == null ? "" : " " + operand);
  }

  AttributeRef attribute() {
    return Objects.requireNonNull(AttributeRef.resolve(ResourceType.USER, path));
  }

  boolean isBoolean() {
    return inner == null && attribute().target().type() == AttributeType.BOOLEAN;
  }

  /** Each element of the attribute's values, or of what it is a part of; null for one without. */
  List<@Nullable JsonNode> values(JsonNode user) {
    String urn = attribute().extensionUrn();
    JsonNode holder = urn == null ? user : user.path(urn);
    JsonNode found = holder.path(attribute().attribute().name());
    var sub = attribute().sub();
    return (found.isArray() ? found.values().stream() : java.util.stream.Stream.of(found))
        .map(value -> sub == null ? value : value.path(sub.name()))
        .<@Nullable JsonNode>map(value -> value.isMissingNode() ? null : value)
        .toList();
  }

  static Arbitrary<Condition> any() {
    return Arbitraries.oneOf(texts(), texts(), booleans(), times(), valuePaths());
  }

  private static Arbitrary<Condition> texts() {
    Arbitrary<String> paths = Arbitraries.of(TEXTS);
    return Arbitraries.oneOf(
        paths.map(path -> new Condition(path, "pr", null, null)),
        Combinators.combine(
                paths,
                Arbitraries.of("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"),
                Arbitraries.of(VALUES))
            .as((path, op, value) -> new Condition(path, op, '"' + value + '"', null)));
  }

  private static Arbitrary<Condition> booleans() {
    Arbitrary<String> paths = Arbitraries.of("active", "emails.primary");
    return Arbitraries.oneOf(
        paths.map(path -> new Condition(path, "pr", null, null)),
        Combinators.combine(paths, Arbitraries.of("eq", "ne"), Arbitraries.of("true", "false"))
            .as((path, op, value) -> new Condition(path, op, value, null)));
  }

  private static Arbitrary<Condition> times() {
    return Combinators.combine(
            Arbitraries.of("eq", "ne", "gt", "ge", "lt", "le"),
            Arbitraries.of(
                "\"2026-01-01T00:00:00Z\"",
                "\"2026-01-01T01:00:00+01:00\"",
                "\"2025-12-31T23:59:59.999Z\"",
                "\"2027-05-01T10:00:00.5Z\""))
        .as((op, value) -> new Condition("meta.created", op, value, null));
  }

  private static Arbitrary<Condition> valuePaths() {
    Arbitrary<String> one =
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.of("value", "type"),
                    Arbitraries.of("eq", "ne", "co", "sw"),
                    Arbitraries.of("\"work\"", "\"home\"", "\"a@x\"", "\"a\""))
                .as((sub, op, value) -> sub + " " + op + " " + value),
            Arbitraries.of("primary eq true", "primary eq false", "type pr", "primary pr"));
    Arbitrary<String> two =
        Combinators.combine(one, Arbitraries.of(" and ", " or "), one)
            .as((left, word, right) -> left + word + right);
    return Arbitraries.oneOf(one, two).map(inner -> new Condition("emails", "", null, inner));
  }
}
