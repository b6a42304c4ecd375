package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.filter.FilterValue;
import dev.rosterline.scim.filter.Operator;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.schema.ResourceType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to see of a collection.
 *
 * @param startIndex of the first resource, from 1
 * @param count resources at most; 0 asks for the total alone
 * @param sortBy null for the order of creation
 */
record ListQuery(
    ResourceType type,
    @Nullable Filter filter,
    int startIndex,
    int count,
    @Nullable AttributeRef sortBy,
    boolean descending,
    Projection projection) {

  static final int DEFAULT_COUNT = 100;
  static final int MAX_COUNT = 200;

  /**
   * Reads the parameters of a GET or the members of a SearchRequest (RFC 7644, 3.4.2 and 3.4.3).
   *
   * @param parameter by name; null where it was not given
   */
  static ListQuery read(ResourceType type, Function<String, @Nullable String> parameter) {
    String filter = parameter.apply("filter");
    Integer start = number(parameter, "startIndex");
    Integer count = number(parameter, "count");
    return new ListQuery(
        type,
        filter == null ? null : FilterParser.parse(type, filter),
        start == null ? 1 : Math.max(1, start),
        count == null ? DEFAULT_COUNT : Math.clamp(count, 0, MAX_COUNT),
        sortBy(type, parameter.apply("sortBy")),
        descending(parameter.apply("sortOrder")),
        Projection.of(type, parameter.apply("attributes"), parameter.apply("excludedAttributes")));
  }

  /**
   * The value, where the query asks for the first page of users whose attribute equals it, and for
   * nothing else.
   */
  @Nullable String soughtUser(String attribute) {
    return type == ResourceType.USER
            && startIndex == 1
            && count > 0
            && sortBy == null
            && filter instanceof Filter.Compare compare
            && compare.operator() == Operator.EQ
            && compare.value() instanceof FilterValue.Text text
            && compare.attribute().path().equals(attribute)
        ? text.value()
        : null;
  }

  private static @Nullable AttributeRef sortBy(ResourceType type, @Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    AttributeRef ref = AttributeRef.resolve(type, name);
    if (ref == null) {
      throw new ScimException(
          ScimType.INVALID_VALUE,
          "sortBy names " + name + ", which is no attribute of a " + type.wire());
    }
    boolean complex = ref.attribute().isComplex() && ref.sub() == null;
    if (complex && !ref.attribute().multiValued()) {
      throw new ScimException(ScimType.INVALID_VALUE, "sortBy " + name + " needs a sub-attribute");
    }
    return ref;
  }

  private static boolean descending(@Nullable String order) {
    if (order == null || order.equalsIgnoreCase("ascending")) {
      return false;
    }
    if (order.equalsIgnoreCase("descending")) {
      return true;
    }
    throw new ScimException(
        ScimType.INVALID_VALUE, "sortOrder is ascending or descending, not " + order);
  }

  private static @Nullable Integer number(
      Function<String, @Nullable String> parameter, String name) {
    String text = parameter.apply(name);
    if (text == null) {
      return null;
    }
    try {
      return Integer.valueOf(text.trim());
    } catch (NumberFormatException e) {
      throw new ScimException(
          ScimType.INVALID_VALUE, name + " must be a whole number, not " + text);
    }
  }
}
