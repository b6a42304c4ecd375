package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.paging.Cursors;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.filter.FilterValue;
import dev.rosterline.scim.filter.Operator;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to see of a collection, or of all at the root of the server.
 *
 * @param parts one for each type of resource that is looked at
 * @param count resources at most; 0 asks for the total alone
 * @param identity all that decides which resources come in which order: the same for each page
 */
record ListQuery(List<Part> parts, Paging paging, int count, boolean descending, String identity) {

  /** How the query applies to resources of one type. */
  record Part(
      ResourceType type,
      @Nullable Filter filter,
      @Nullable AttributeRef sortBy,
      Projection projection) {}

  /** Which page is meant. */
  sealed interface Paging {

    /**
     * @param start of the first resource, from 1
     */
    record Index(int start) implements Paging {}

    /**
     * @param cursor empty for the first page
     */
    record Cursor(String cursor) implements Paging {}
  }

  ListQuery {
    parts = List.copyOf(parts);
  }

  static ListQuery read(ResourceType type, Function<String, @Nullable String> parameter) {
    return read(List.of(type), parameter);
  }

  /**
   * Reads the parameters of a GET or the members of a SearchRequest (RFC 7644, 3.4.2 and 3.4.3).
   *
   * @param types several at the root of the server; then each attribute need only be one of some
   * @param parameter by name; null where it was not given
   */
  static ListQuery read(List<ResourceType> types, Function<String, @Nullable String> parameter) {
    Integer count = number(parameter, "count");
    String filter = parameter.apply("filter");
    SortOrder order = SortOrder.read(types, parameter);
    List<Part> parts =
        types.stream()
            .map(type -> part(type, types.size() > 1, order.by(type), parameter))
            .toList();
    return new ListQuery(
        parts,
        paging(parameter),
        count == null
            ? Cursors.LIMITS.defaultPageSize()
            : Math.clamp(count, 0, Cursors.LIMITS.maxResults()),
        order.descending(),
        types + "\n" + order.text() + "\n" + filter);
  }

  private static Part part(
      ResourceType type,
      boolean mixed,
      @Nullable AttributeRef sortBy,
      Function<String, @Nullable String> parameter) {
    String filter = parameter.apply("filter");
    Filter parsed =
        filter == null
            ? null
            : mixed ? FilterParser.parseMixed(type, filter) : FilterParser.parse(type, filter);
    return new Part(
        type,
        parsed,
        sortBy,
        Projection.of(type, parameter.apply("attributes"), parameter.apply("excludedAttributes")));
  }

  /** RFC 9865 leaves open what both together mean. */
  private static Paging paging(Function<String, @Nullable String> parameter) {
    Integer start = number(parameter, "startIndex");
    String cursor = parameter.apply("cursor");
    if (start != null && cursor != null) {
      throw new ScimException(
          ScimType.INVALID_VALUE, "startIndex and cursor cannot be used together");
    }
    return cursor != null
        ? new Paging.Cursor(cursor)
        : new Paging.Index(start == null ? 1 : Math.max(1, start));
  }

  /** The part that shows a resource of this type. */
  Projection projection(ResourceType type) {
    return parts.stream()
        .filter(part -> part.type() == type)
        .findFirst()
        .orElseThrow()
        .projection();
  }

  /** What a cursor is bound to beside its count. */
  byte[] boundTo(AccountId account) {
    return (account + "\n" + identity).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The value, where the query asks for the first page of users whose attribute equals it, and for
   * nothing else.
   */
  @Nullable String soughtUser(String attribute) {
    Part part = parts.getFirst();
    return parts.size() == 1
            && part.type() == ResourceType.USER
            && paging.equals(new Paging.Index(1))
            && count > 0
            && part.sortBy() == null
            && part.filter() instanceof Filter.Compare compare
            && compare.operator() == Operator.EQ
            && compare.value() instanceof FilterValue.Text text
            && compare.attribute().path().equals(attribute)
        ? text.value()
        : null;
  }

  /** By what a list is sorted, for each type; null for the order of creation. */
  private record SortOrder(List<AttributeRef> refs, boolean descending) {

    static SortOrder read(List<ResourceType> types, Function<String, @Nullable String> parameter) {
      String name = parameter.apply("sortBy");
      boolean descending = descending(parameter.apply("sortOrder"));
      if (name == null || name.isBlank()) {
        return new SortOrder(List.of(), false);
      }
      List<AttributeRef> refs =
          types.stream()
              .map(type -> AttributeRef.resolve(type, name))
              .filter(Objects::nonNull)
              .toList();
      if (refs.isEmpty()) {
        throw invalid("sortBy names " + name + ", which is no attribute here");
      }
      refs.forEach(ref -> check(ref, name));
      return new SortOrder(refs, descending);
    }

    private static void check(AttributeRef ref, String name) {
      boolean complex = ref.attribute().isComplex() && ref.sub() == null;
      if (complex && !ref.attribute().multiValued()) {
        throw invalid("sortBy " + name + " needs a sub-attribute");
      }
    }

    private static boolean descending(@Nullable String order) {
      if (order == null || order.equalsIgnoreCase("ascending")) {
        return false;
      }
      if (order.equalsIgnoreCase("descending")) {
        return true;
      }
      throw invalid("sortOrder is ascending or descending, not " + order);
    }

    /** Of another type, where this one lacks the attribute: then its resources have no value. */
    @Nullable AttributeRef by(ResourceType type) {
      return refs.stream()
          .filter(ref -> ref.type() == type)
          .findFirst()
          .orElse(refs.isEmpty() ? null : refs.getFirst());
    }

    String text() {
      return refs.isEmpty() ? "" : refs.getFirst().path() + (descending ? " descending" : "");
    }
  }

  private static ScimException invalid(String detail) {
    return new ScimException(ScimType.INVALID_VALUE, detail);
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
      throw invalid(name + " must be a whole number, not " + text);
    }
  }
}
