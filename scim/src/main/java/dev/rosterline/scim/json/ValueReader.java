package dev.rosterline.scim.json;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.quirks.BareValue;
import dev.rosterline.scim.quirks.EmptyString;
import dev.rosterline.scim.quirks.ManagerName;
import dev.rosterline.scim.quirks.SingleValue;
import dev.rosterline.scim.schema.Attribute;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the value of one attribute: checks its type, spells its names canonically, drops what is
 * unassigned.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-2">RFC 7643, 2</a>
 */
public final class ValueReader {

  private final Mode mode;
  private final Set<Leniency> leniencies;
  private final SimpleValues simple;

  /**
   * @param leniencies collects what was put right
   */
  public ValueReader(Mode mode, Set<Leniency> leniencies) {
    this.mode = mode;
    this.leniencies = leniencies;
    this.simple = new SimpleValues(mode, leniencies);
  }

  /** The whole value of an attribute; null if it is unassigned (RFC 7643, 2.5). */
  public @Nullable JsonNode attribute(Attribute attribute, JsonNode value, String path) {
    if (value.isNull()) {
      return null;
    }
    if (attribute.multiValued()) {
      ArrayNode list = list(attribute, value, path);
      return list.isEmpty() ? null : list;
    }
    return single(attribute, value, path);
  }

  /** One value of an attribute, or one element of a multi-valued one; null if it says nothing. */
  public @Nullable JsonNode single(Attribute attribute, JsonNode value, String path) {
    if (value.isNull() || isBlankedOut(value)) {
      return null;
    }
    if (!attribute.isComplex()) {
      return simple.read(attribute, value, path);
    }
    ObjectNode complex = complex(attribute, value, path, false);
    return complex.isEmpty() ? null : complex;
  }

  /**
   * The sub-attributes given for a complex attribute, with a JSON null for each that is to be
   * unassigned.
   */
  public ObjectNode changes(Attribute attribute, JsonNode value, String path) {
    return complex(attribute, value, path, true);
  }

  private boolean isBlankedOut(JsonNode value) {
    if (mode == Mode.STRICT || !EmptyString.matches(value)) {
      return false;
    }
    leniencies.add(Leniency.EMPTY_STRING);
    return true;
  }

  private ArrayNode list(Attribute attribute, JsonNode value, String path) {
    JsonNode elements = value;
    if (!value.isArray()) {
      // One deviation is put right, two are a mistake: a bare text is no element either.
      boolean element = value.isObject() || !attribute.isComplex() || isBlankedOut(value);
      if (mode == Mode.STRICT || !element) {
        throw SimpleValues.invalid(path, "an array");
      }
      leniencies.add(Leniency.SINGLE_VALUE_FOR_MULTI_VALUED);
      elements = SingleValue.asList(value);
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : elements) {
      JsonNode read = single(attribute, element, path);
      if (read == null && isNobody(attribute, element)) {
        throw new ScimException(
            ScimType.INVALID_VALUE, "\"" + path + "\" has one without \"value\"");
      }
      if (read != null && !isOnlyLabelled(attribute, element, read)) {
        list.add(read);
      }
    }
    return Elements.distinct(attribute, list, path);
  }

  /** A member of whom only what the server itself writes was sent. */
  private static boolean isNobody(Attribute attribute, JsonNode element) {
    return attribute.name().equals("members") && element.isObject() && !element.isEmpty();
  }

  /**
   * An element whose value was sent empty has nothing but its label left: OneLogin's {@code
   * {"type":"work","value":""}}.
   */
  private static boolean isOnlyLabelled(Attribute attribute, JsonNode sent, JsonNode read) {
    if (!read.isObject() || attribute.sub("value") == null || read.has("value")) {
      return false;
    }
    return sent.isObject() && sent.propertyNames().stream().anyMatch("value"::equalsIgnoreCase);
  }

  private ObjectNode complex(Attribute attribute, JsonNode value, String path, boolean keepNulls) {
    ObjectNode given = object(attribute, value, path);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, JsonNode> member : given.properties()) {
      Attribute sub = attribute.sub(member.getKey());
      if (sub == null) {
        unknown(path + "." + member.getKey());
        continue;
      }
      if (!seen.add(sub.name())) {
        throw new ScimException(
            ScimType.INVALID_SYNTAX, "\"" + path + "." + sub.name() + "\" is given twice");
      }
      if (!isTaken(attribute, sub)) {
        continue;
      }
      JsonNode read = single(sub, member.getValue(), path + "." + sub.name());
      if (read != null) {
        result.set(sub.name(), read);
      } else if (keepNulls) {
        result.set(sub.name(), NullNode.getInstance());
      }
    }
    if (!seen.contains("value")) {
      References.id(attribute, given).ifPresent(id -> result.set("value", id));
    }
    if (!keepNulls) {
      ManagerName.dropNobodys(attribute, result);
    }
    return result;
  }

  /** Whether a client may set it: not what only the server writes. */
  private boolean isTaken(Attribute attribute, Attribute sub) {
    if (mode == Mode.LENIENT && ManagerName.matches(attribute, sub)) {
      leniencies.add(Leniency.MANAGER_NAMED);
      return true;
    }
    return !sub.isReadOnly() && !isDerived(attribute, sub);
  }

  private ObjectNode object(Attribute attribute, JsonNode value, String path) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    if (mode == Mode.LENIENT) {
      ObjectNode wrapped = BareValue.wrap(attribute, value).orElse(null);
      if (wrapped != null) {
        boolean manager = attribute.name().equals("manager");
        leniencies.add(manager ? Leniency.MANAGER_AS_STRING : Leniency.STRING_FOR_COMPLEX);
        return wrapped;
      }
    }
    throw SimpleValues.invalid(path, "an object");
  }

  /** The server writes a member's {@code $ref} itself; Entra sends it as null. */
  private static boolean isDerived(Attribute attribute, Attribute sub) {
    return attribute.name().equals("members") && sub.name().equals("$ref");
  }

  /** Refuses an attribute that no schema has, or in lenient mode remembers that it was left out. */
  public void unknown(String path) {
    if (mode == Mode.STRICT) {
      throw new ScimException(ScimType.INVALID_SYNTAX, "Unknown attribute \"" + path + "\"");
    }
    leniencies.add(
        path.equalsIgnoreCase("password") ? Leniency.PASSWORD_SENT : Leniency.UNKNOWN_ATTRIBUTE);
  }
}
