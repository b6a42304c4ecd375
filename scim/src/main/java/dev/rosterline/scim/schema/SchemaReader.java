package dev.rosterline.scim.schema;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the schema of an extension that an account declares. What is declared is enforced, so a
 * characteristic that would not be is refused: {@code immutable} and {@code writeOnly}, {@code
 * returned} never, any uniqueness, sub-attributes that are required or returned otherwise.
 *
 * <p>Names end up in queries: they are letters, digits, hyphens and underscores, and nothing else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-7">RFC 7643, 7</a>
 */
public final class SchemaReader {

  public static final int MAX_ATTRIBUTES = 100;

  private static final Pattern URN =
      Pattern.compile("urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:[A-Za-z0-9._:-]{1,200}(?<![:.])");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  /** Names that mean something wherever they stand. */
  private static final Set<String> RESERVED =
      Set.of("schemas", "id", "externalid", "meta", "groups", "members", "password", "null");

  private static final int LONGEST_TEXT = 1000;
  private static final int MOST_VALUES = 200;

  private SchemaReader() {}

  /**
   * @throws ScimException where the document is no schema that can be enforced
   */
  public static Schema read(String urn, ObjectNode document) {
    if (!URN.matcher(urn).matches()) {
      throw invalid("\"" + urn + "\" must be a URN such as urn:example:params:scim:2.0:Staff");
    }
    if (!document.path("id").asString(urn).equals(urn)) {
      throw invalid("\"id\" must be " + urn);
    }
    List<Attribute> attributes = attributes(document.path("attributes"), "attributes", false);
    return new Schema(
        urn, text(document, "name", urn), text(document, "description", ""), attributes);
  }

  private static List<Attribute> attributes(JsonNode list, String where, boolean subs) {
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_ATTRIBUTES) {
      throw invalid("\"" + where + "\" must be a list of 1 to " + MAX_ATTRIBUTES + " attributes");
    }
    List<Attribute> attributes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : list) {
      if (!(node instanceof ObjectNode object)) {
        throw invalid("\"" + where + "\" must hold objects");
      }
      Attribute attribute = attribute(object, subs);
      if (!names.add(attribute.name().toLowerCase(Locale.ROOT))) {
        throw invalid("\"" + attribute.name() + "\" is declared twice");
      }
      attributes.add(attribute);
    }
    return attributes;
  }

  private static Attribute attribute(ObjectNode node, boolean sub) {
    String name = node.path("name").asString("");
    if (!NAME.matcher(name).matches() && !(sub && name.equals("$ref"))) {
      throw invalid("\"" + name + "\" is no name: a letter, then letters, digits, - and _");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw invalid("\"" + name + "\" is a name that means something already");
    }
    AttributeType type = type(node, name);
    if (type == AttributeType.COMPLEX ? sub : node.has("subAttributes")) {
      throw invalid("\"" + name + "\" cannot have sub-attributes");
    }
    List<Attribute> subAttributes =
        type == AttributeType.COMPLEX
            ? attributes(node.path("subAttributes"), name + ".subAttributes", true)
            : List.of();
    boolean exact = type == AttributeType.REFERENCE || type == AttributeType.BINARY;
    List<String> canonical = texts(node, name, "canonicalValues");
    if (!canonical.isEmpty() && type != AttributeType.STRING) {
      throw invalid("\"" + name + "\" has canonicalValues, but is no string");
    }
    return new Attribute(
        name,
        type,
        flag(node, name, "multiValued", false) && allowed(!sub, name, "multiValued"),
        flag(node, name, "required", false) && allowed(!sub, name, "required"),
        flag(node, name, "caseExact", exact),
        mutability(node, name),
        returned(node, name, sub),
        uniqueness(node, name),
        texts(node, name, "referenceTypes"),
        canonical,
        !canonical.isEmpty(),
        subAttributes,
        text(node, "description", ""));
  }

  private static AttributeType type(ObjectNode node, String name) {
    String wire = node.path("type").asString("string");
    for (AttributeType type : AttributeType.values()) {
      if (type.wire().equals(wire)) {
        return type;
      }
    }
    throw invalid("\"" + name + "\" has the type \"" + wire + "\", which is none");
  }

  private static Mutability mutability(ObjectNode node, String name) {
    String wire = node.path("mutability").asString("readWrite");
    return switch (wire) {
      case "readWrite" -> Mutability.READ_WRITE;
      case "readOnly" -> Mutability.READ_ONLY;
      default -> throw unsupported(name, "mutability", wire, "readWrite or readOnly");
    };
  }

  private static Returned returned(ObjectNode node, String name, boolean sub) {
    String wire = node.path("returned").asString("default");
    return switch (wire) {
      case "default" -> Returned.DEFAULT;
      case "always" -> sub ? subReturned(name, wire) : Returned.ALWAYS;
      case "request" -> sub ? subReturned(name, wire) : Returned.REQUEST;
      default -> throw unsupported(name, "returned", wire, "always, default or request");
    };
  }

  private static Returned subReturned(String name, String wire) {
    throw unsupported(name, "returned", wire, "default, as a sub-attribute");
  }

  private static Uniqueness uniqueness(ObjectNode node, String name) {
    String wire = node.path("uniqueness").asString("none");
    if (!wire.equals("none")) {
      throw unsupported(name, "uniqueness", wire, "none");
    }
    return Uniqueness.NONE;
  }

  private static boolean flag(ObjectNode node, String name, String flag, boolean otherwise) {
    JsonNode value = node.path(flag);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw invalid("\"" + flag + "\" of \"" + name + "\" must be true or false");
    }
    return value.booleanValue();
  }

  private static boolean allowed(boolean allowed, String name, String flag) {
    if (!allowed) {
      throw invalid("\"" + name + "\" is a sub-attribute and cannot be " + flag);
    }
    return true;
  }

  private static List<String> texts(ObjectNode node, String name, String list) {
    JsonNode values = node.path(list);
    boolean strings = values.isArray() && values.size() <= MOST_VALUES;
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      strings &= value.isString() && value.stringValue().length() <= LONGEST_TEXT;
      texts.add(value.asString(""));
    }
    if (!values.isMissingNode() && !strings) {
      throw invalid(
          "\"" + list + "\" of \"" + name + "\" must be a list of " + MOST_VALUES + " strings");
    }
    return texts;
  }

  private static String text(ObjectNode node, String name, String otherwise) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isString() || value.stringValue().length() > LONGEST_TEXT) {
      throw invalid("\"" + name + "\" must be a string of " + LONGEST_TEXT + " characters at most");
    }
    return value.stringValue();
  }

  private static ScimException unsupported(String name, String what, String wire, String valid) {
    return invalid("\"" + what + "\" of \"" + name + "\" is " + wire + "; supported is " + valid);
  }

  private static ScimException invalid(String detail) {
    return new ScimException(ScimType.INVALID_VALUE, detail);
  }
}
