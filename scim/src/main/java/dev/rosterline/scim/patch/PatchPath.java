package dev.rosterline.scim.patch;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.filter.FilterPrinter;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.Schemas;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation applies.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2">RFC 7644, 3.5.2, figure 7</a>
 */
public sealed interface PatchPath {

  /**
   * An attribute, its sub-attribute, or those elements of it that meet the filter.
   *
   * @param filter over the sub-attributes of one element
   */
  record OfAttribute(AttributeRef attribute, @Nullable Filter filter) implements PatchPath {

    @Override
    public String text() {
      Filter elements = filter;
      if (elements == null) {
        return attribute.path();
      }
      Attribute sub = attribute.sub();
      String end = sub == null ? "" : "." + sub.name();
      return attribute.withSub(null).path()
          + "["
          + FilterPrinter.printElementFilter(elements)
          + "]"
          + end;
    }
  }

  /** Everything of one extension. */
  record OfExtension(String urn) implements PatchPath {

    @Override
    public String text() {
      return urn;
    }
  }

  /** The canonical spelling, which {@link #parse} reads. */
  String text();

  static PatchPath parse(ResourceType type, String text) {
    Schema extension = Schemas.extension(type, text);
    if (extension != null) {
      return new OfExtension(extension.urn());
    }
    int open = text.indexOf('[');
    if (open < 0) {
      return new OfAttribute(resolve(type, text, text), null);
    }
    AttributeRef collection = resolve(type, text.substring(0, open), text);
    if (!collection.attribute().multiValued()
        || !collection.attribute().isComplex()
        || collection.sub() != null) {
      throw invalid(text, "\"" + collection.path() + "\" cannot have a value filter");
    }
    int close = closing(text, open);
    Filter filter = FilterParser.parseElementFilter(collection, text.substring(open + 1, close));
    String rest = text.substring(close + 1);
    if (rest.isEmpty()) {
      return new OfAttribute(collection, filter);
    }
    Attribute sub = rest.startsWith(".") ? collection.attribute().sub(rest.substring(1)) : null;
    if (sub == null) {
      throw invalid(text, "\"" + rest + "\" is no sub-attribute of \"" + collection.path() + "\"");
    }
    return new OfAttribute(collection.withSub(sub), filter);
  }

  private static AttributeRef resolve(ResourceType type, String name, String text) {
    AttributeRef ref = AttributeRef.resolve(type, name);
    if (ref == null) {
      throw invalid(text, "a " + type.wire() + " has no attribute \"" + name + "\"");
    }
    return ref;
  }

  /** The bracket that closes the filter; brackets inside strings do not count. */
  private static int closing(String text, int open) {
    boolean inString = false;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && inString) {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (c == ']' && !inString) {
        return i;
      }
    }
    throw invalid(text, "\"]\" is missing");
  }

  private static ScimException invalid(String text, String problem) {
    String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    return new ScimException(ScimType.INVALID_PATH, "Invalid path \"" + shown + "\": " + problem);
  }
}
