package dev.rosterline.scim.filter;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.FilterLexer.Kind;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter: {@code or} of {@code and} of terms, bounded so that no input can exhaust the
 * stack or an index.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2">RFC 7644, 3.4.2.2</a>
 */
public final class FilterParser {

  private static final int MAX_LENGTH = 8 * 1024;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_TERMS = 100;

  private final ResourceType type;
  private final FilterLexer lexer;

  /** The collection whose elements are described while inside its square brackets. */
  private @Nullable AttributeRef collection;

  /** Whether an attribute that this type lacks has no value, rather than being a mistake. */
  private final boolean mixed;

  private int depth;
  private int terms;

  private FilterParser(
      ResourceType type, String text, @Nullable AttributeRef collection, boolean mixed) {
    if (text.length() > MAX_LENGTH) {
      throw new ScimException(
          ScimType.INVALID_FILTER, "The filter is longer than " + MAX_LENGTH + " characters");
    }
    this.type = type;
    this.lexer = new FilterLexer(text);
    this.collection = collection;
    this.mixed = mixed;
  }

  public static Filter parse(ResourceType type, String text) {
    return new FilterParser(type, text, null, false).whole();
  }

  /**
   * Reads a filter over resources of several types as it applies to those of one: attributes that
   * the type lacks have no value.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.1">RFC 7644, 3.4.2.1</a>
   */
  public static Filter parseMixed(ResourceType type, String text) {
    return new FilterParser(type, text, null, true).whole();
  }

  /**
   * Reads what stands between the square brackets of a PATCH path; the names are the collection's
   * sub-attributes.
   */
  public static Filter parseElementFilter(AttributeRef collection, String text) {
    return new FilterParser(collection.type(), text, collection, false).whole();
  }

  private Filter whole() {
    Filter filter = disjunction();
    if (lexer.kind() != Kind.END) {
      throw lexer.error("unexpected \"" + lexer.value() + "\"");
    }
    return filter;
  }

  private Filter disjunction() {
    Filter first = conjunction();
    if (!lexer.isWord("or")) {
      return first;
    }
    List<Filter> alternatives = new ArrayList<>();
    alternatives.add(first);
    while (lexer.isWord("or")) {
      lexer.advance();
      alternatives.add(conjunction());
    }
    return new Filter.Or(alternatives);
  }

  private Filter conjunction() {
    Filter first = term();
    if (!lexer.isWord("and")) {
      return first;
    }
    List<Filter> conditions = new ArrayList<>();
    conditions.add(first);
    while (lexer.isWord("and")) {
      lexer.advance();
      conditions.add(term());
    }
    return new Filter.And(conditions);
  }

  private Filter term() {
    if (lexer.kind() == Kind.OPEN) {
      return group();
    }
    if (lexer.kind() != Kind.WORD) {
      throw lexer.error("an attribute name is expected");
    }
    if (lexer.isWord("not")) {
      lexer.advance();
      if (lexer.kind() != Kind.OPEN) {
        throw lexer.error("\"not\" must be followed by a bracket");
      }
      return new Filter.Not(group());
    }
    if (++terms > MAX_TERMS) {
      throw lexer.error("more than " + MAX_TERMS + " conditions");
    }
    if (mixed && collection == null && AttributeRef.resolve(type, lexer.value()) == null) {
      return withoutValue(lexer.value());
    }
    AttributeRef attribute = attribute(lexer.value());
    lexer.advance();
    return lexer.kind() == Kind.OPEN_ELEMENT ? element(attribute) : condition(attribute);
  }

  /**
   * The condition is read as for the type that has the attribute, and is then no condition any
   * more.
   */
  private Filter withoutValue(String name) {
    AttributeRef other =
        Arrays.stream(ResourceType.values())
            .map(any -> AttributeRef.resolve(any, name))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    lexer.advance();
    if (other == null) {
      return unknown();
    }
    Filter read = lexer.kind() == Kind.OPEN_ELEMENT ? element(other) : condition(other);
    return read instanceof Filter.Compare compare
        ? withoutValue(compare.operator(), compare.value() instanceof FilterValue.Null)
        : Filter.NEVER;
  }

  /** Only {@code ne} a value and {@code eq null} are met by no value. */
  private static Filter withoutValue(Operator operator, boolean isNull) {
    return operator == (isNull ? Operator.EQ : Operator.NE) ? Filter.ALWAYS : Filter.NEVER;
  }

  /** No type has the attribute, so its value may be of any kind. */
  private Filter unknown() {
    if (lexer.isWord("pr")) {
      lexer.advance();
      return Filter.NEVER;
    }
    Operator operator = operator();
    if (lexer.kind() != Kind.STRING && lexer.kind() != Kind.WORD) {
      throw lexer.error("a value is expected");
    }
    boolean isNull = lexer.isWord("null");
    lexer.advance();
    return withoutValue(operator, isNull);
  }

  private Filter group() {
    enter();
    lexer.advance();
    Filter inner = disjunction();
    expect(Kind.CLOSE, ")");
    depth--;
    return inner;
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw lexer.error("brackets are nested deeper than " + MAX_DEPTH);
    }
  }

  private void expect(Kind kind, String sign) {
    if (lexer.kind() != kind) {
      throw lexer.error("\"" + sign + "\" is missing");
    }
    lexer.advance();
  }

  private AttributeRef attribute(String name) {
    AttributeRef outer = collection;
    AttributeRef found;
    if (outer == null) {
      found = AttributeRef.resolve(type, name);
    } else {
      Attribute sub = outer.attribute().sub(name);
      found = sub == null ? null : outer.withSub(sub);
    }
    if (found == null) {
      throw lexer.error("unknown attribute \"" + name + "\"");
    }
    return found;
  }

  private Filter element(AttributeRef attribute) {
    if (collection != null) {
      throw lexer.error("a value filter cannot hold another one");
    }
    if (!attribute.attribute().isComplex()
        || !attribute.attribute().multiValued()
        || attribute.sub() != null) {
      throw lexer.error("\"" + attribute.path() + "\" cannot have a value filter");
    }
    enter();
    lexer.advance();
    collection = attribute;
    Filter inner = disjunction();
    expect(Kind.CLOSE_ELEMENT, "]");
    depth--;
    if (lexer.kind() == Kind.WORD && lexer.isAdjacent() && lexer.value().startsWith(".")) {
      // Not in the grammar of the RFC, but Entra matches by emails[type eq "work"].value eq "..".
      AttributeRef sub = attribute(lexer.value().substring(1));
      lexer.advance();
      inner = new Filter.And(List.of(inner, condition(sub)));
    }
    collection = null;
    return new Filter.ElementMatch(attribute, inner);
  }

  private Filter condition(AttributeRef attribute) {
    if (lexer.isWord("pr")) {
      lexer.advance();
      return new Filter.Present(attribute);
    }
    Operator operator = operator();
    AttributeRef compared = compared(attribute);
    FilterValue value = FilterValues.read(lexer, compared, operator);
    lexer.advance();
    return new Filter.Compare(compared, operator, value);
  }

  private Operator operator() {
    Operator operator = lexer.kind() == Kind.WORD ? Operator.find(lexer.value()) : null;
    if (operator == null) {
      throw lexer.error("an operator is expected, one of eq ne co sw ew gt ge lt le pr");
    }
    lexer.advance();
    return operator;
  }

  /**
   * A bare complex attribute means its {@code value}, as in the RFC's own {@code emails co
   * "example.com"}.
   */
  private AttributeRef compared(AttributeRef attribute) {
    if (!attribute.target().isComplex()) {
      return attribute;
    }
    Attribute value = attribute.attribute().sub("value");
    if (value == null) {
      throw lexer.error("\"" + attribute.path() + "\" needs a sub-attribute");
    }
    return attribute.withSub(value);
  }
}
