package dev.rosterline.gateway.lookup;

import dev.rosterline.gateway.paging.Position;
import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.schema.AttributeType;
import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what rows of one type are sorted, before their id. Together with the id it is a total order,
 * so that a page can begin behind any row, there or not.
 *
 * @param sql of row {@code r}
 * @param type in which a key is compared
 * @param nullable whether a row may lack it; no value comes last, or first in a descending order
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3">RFC 7644, 3.4.2.3</a>
 */
record SortKey(String sql, String type, boolean nullable) {

  /** Longer keys would not fit into a cursor, and nobody reads a list in their order. */
  private static final int LONGEST = 256;

  private static final String BY_CODE_POINT = " collate \"C\"";

  /** Null where the id alone orders. */
  static @Nullable SortKey of(ResourceType type, @Nullable AttributeRef ref) {
    if (ref == null || ref.path().equals("id") || ref.path().equals("meta.location")) {
      // All addresses of a type differ in the id alone.
      return null;
    }
    String sqlType = sqlType(ref);
    if (ref.type() != type) {
      return new SortKey("null::" + sqlType + collation(sqlType), sqlType, true);
    }
    Operand column = Operand.column(type, ref);
    if (column != null) {
      return new SortKey(column.sql() + collation(sqlType), sqlType, mayBeMissing(type, ref));
    }
    return new SortKey(
        "nullif(left(" + text(type, ref) + ", " + LONGEST + "), '')" + BY_CODE_POINT, "text", true);
  }

  private static boolean mayBeMissing(ResourceType type, AttributeRef ref) {
    return switch (ref.path()) {
      case "externalId", "active" -> true;
      case "displayName" -> type == ResourceType.USER;
      default -> false;
    };
  }

  private static String sqlType(AttributeRef ref) {
    if (ref.path().equals("active")) {
      return "boolean";
    }
    return ref.target().type() == AttributeType.DATE_TIME ? "timestamptz" : "text";
  }

  private static String collation(String sqlType) {
    return sqlType.equals("text") ? BY_CODE_POINT : "";
  }

  private static String text(ResourceType type, AttributeRef ref) {
    if (!ref.attribute().multiValued()) {
      return Operand.text(DocumentPath.text(ref), ref).folded();
    }
    Elements elements = Elements.of(type, ref);
    String first = elements.rows() ? "e.value" : primaryFirst(ref);
    return "(select "
        + elements.operand(ref, "''").folded()
        + " from "
        + elements.from()
        + " order by "
        + first
        + " limit 1)";
  }

  private static String primaryFirst(AttributeRef ref) {
    return ref.attribute().isComplex() ? "(e ->> 'primary') is not distinct from 'true' desc" : "1";
  }

  /**
   * The conditions that rows behind a position meet, in the order of the rows. Each is a range of
   * an index; their alternative would be none.
   *
   * @param key null where the id alone orders
   */
  static List<String> behind(
      @Nullable SortKey key,
      String id,
      Position position,
      boolean descending,
      Parameters parameters) {
    String beyond = descending ? " < " : " > ";
    String lastId = parameters.add(position.id());
    if (key == null) {
      return List.of(id + beyond + lastId);
    }
    String value = position.sortKey();
    String isNull = key.sql + " is null";
    if (value == null) {
      String rest = "(" + isNull + " and " + id + beyond + lastId + ")";
      return descending ? List.of(rest, key.sql + " is not null") : List.of(rest);
    }
    String last = "(" + parameters.add(value) + "::text::" + key.type + ", " + lastId + ")";
    String range = "(" + key.sql + ", " + id + ")" + beyond + last;
    return key.nullable && !descending ? List.of(range, isNull) : List.of(range);
  }
}
