package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.schema.ResourceType;

/**
 * The order of a list.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3">RFC 7644, 3.4.2.3</a>
 */
final class SortSql {

  private SortSql() {}

  /** The id comes last, so that equal keys keep their order over pages. */
  static String order(ListQuery query) {
    String id = Operand.id(query.type());
    AttributeRef sortBy = query.sortBy();
    if (sortBy == null) {
      return id;
    }
    String nulls = query.descending() ? " desc nulls first, " : " asc nulls last, ";
    return key(query.type(), sortBy) + nulls + id;
  }

  private static String key(ResourceType type, AttributeRef ref) {
    if (ref.path().equals("meta.location")) {
      // All addresses of a type differ in the id alone.
      return Operand.id(type);
    }
    Operand column = Operand.column(type, ref);
    if (column != null) {
      return key(column);
    }
    if (!ref.attribute().multiValued()) {
      return key(Operand.text(DocumentPath.text(ref), ref));
    }
    Elements elements = Elements.of(type, ref);
    Operand element = elements.operand(ref, "''");
    String first = elements.rows() ? "e.value" : primaryFirst(ref);
    return "(select "
        + key(element)
        + " from "
        + elements.from()
        + " order by "
        + first
        + " limit 1)";
  }

  private static String primaryFirst(AttributeRef ref) {
    return ref.attribute().isComplex() ? "(e ->> 'primary') is not distinct from 'true' desc" : "1";
  }

  /** By code point, whatever language the database speaks; an empty string is no value. */
  private static String key(Operand operand) {
    return operand.form() == Operand.Form.NATIVE
        ? operand.sql()
        : "nullif(" + operand.folded() + ", '') collate \"C\"";
  }
}
