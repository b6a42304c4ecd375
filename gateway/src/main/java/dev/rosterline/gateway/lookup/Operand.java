package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.Operator;
import dev.rosterline.scim.schema.AttributeType;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The left-hand side of a comparison.
 *
 * @param sql of row {@code r} or element {@code e}; null where the resource has no value
 */
record Operand(String sql, Form form) {

  enum Form {
    /** Text that compares as it is. */
    EXACT,
    /** Text that compares without regard to letter case. */
    FOLDED,
    /** A stored comparison key. */
    KEY,
    /** Not text: a column of the value's own type. */
    NATIVE
  }

  static Operand text(String sql, AttributeRef ref) {
    boolean folded = ref.target().type() == AttributeType.STRING && !ref.comparesExactly();
    return new Operand(sql, folded ? Form.FOLDED : Form.EXACT);
  }

  /** The column that holds an attribute beside the document; null where none does. */
  static @Nullable Operand column(ResourceType type, AttributeRef ref) {
    return switch (ref.path()) {
      case "id" -> new Operand(id(type) + "::text", Form.EXACT);
      case "externalId" -> new Operand("r.external_id", Form.EXACT);
      case "userName" -> new Operand("r.user_name_key", Form.KEY);
      case "displayName" -> new Operand("r.display_key", Form.KEY);
      // Not the column: null may have overridden the default, and then nothing is shown.
      case "active" -> new Operand("(r.document ->> 'active')::boolean", Form.NATIVE);
      case "meta.created" -> new Operand("r.created_at", Form.NATIVE);
      case "meta.lastModified" -> new Operand("r.modified_at", Form.NATIVE);
      case "meta.resourceType" -> new Operand("'" + type.wire() + "'::text", Form.EXACT);
      case "meta.version" -> new Operand("('W/\"' || r.version || '\"')", Form.EXACT);
      default -> null;
    };
  }

  /** The column with the id of a resource of this type. */
  static String id(ResourceType type) {
    return type == ResourceType.USER ? "r.scim_id" : "r.group_id";
  }

  boolean ignoresCase() {
    return form == Form.FOLDED || form == Form.KEY;
  }

  /** As {@code MatchingKey} does it, as far as the database can. */
  String folded() {
    return form == Form.FOLDED ? "lower(normalize(btrim(" + sql + "), NFKC))" : sql;
  }

  /** An empty string is no value. */
  String isPresent() {
    return form == Form.NATIVE ? sql + " is not null" : "coalesce(" + sql + ", '') <> ''";
  }

  String isAbsent() {
    return form == Form.NATIVE ? sql + " is null" : "coalesce(" + sql + ", '') = ''";
  }

  String compare(Operator operator, String parameter) {
    return form == Form.NATIVE
        ? ordered(sql, operator, parameter)
        : compareText(folded(), operator, parameter + "::text");
  }

  private static String compareText(String text, Operator operator, String value) {
    return switch (operator) {
      // Not LIKE: then nothing in the value could mean anything but itself.
      case CO -> "strpos(" + text + ", " + value + ") > 0";
      case SW -> "starts_with(" + text + ", " + value + ")";
      case EW -> "right(" + text + ", length(" + value + ")) = " + value;
      case EQ, NE -> ordered(text, operator, value);
      // By code point, whatever language the database speaks.
      case GT, GE, LT, LE -> ordered(text + " collate \"C\"", operator, value);
    };
  }

  private static String ordered(String left, Operator operator, String right) {
    return switch (operator) {
      case EQ -> left + " = " + right;
      // No value is not the same value (RFC 7644, table 3).
      case NE -> left + " is distinct from " + right;
      case GT -> left + " > " + right;
      case GE -> left + " >= " + right;
      case LT -> left + " < " + right;
      case LE -> left + " <= " + right;
      case CO, SW, EW ->
          throw new IllegalArgumentException(operator + " is for text; the parser refuses it");
    };
  }
}
