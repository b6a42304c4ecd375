package dev.rosterline.scim.filter;

import java.util.List;

/**
 * A filter over attributes that exist, with values of the right type.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2">RFC 7644, 3.4.2.2</a>
 */
public sealed interface Filter {

  /** No condition at all: every resource meets it. */
  Filter ALWAYS = new And(List.of());

  /** A choice of nothing: no resource meets it. */
  Filter NEVER = new Or(List.of());

  record And(List<Filter> terms) implements Filter {
    public And {
      terms = List.copyOf(terms);
    }
  }

  record Or(List<Filter> terms) implements Filter {
    public Or {
      terms = List.copyOf(terms);
    }
  }

  record Not(Filter term) implements Filter {}

  record Compare(AttributeRef attribute, Operator operator, FilterValue value) implements Filter {}

  record Present(AttributeRef attribute) implements Filter {}

  /**
   * One and the same element of the collection meets the inner filter, whose references name its
   * sub-attributes.
   */
  record ElementMatch(AttributeRef attribute, Filter inner) implements Filter {}
}
