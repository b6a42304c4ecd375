package dev.rosterline.scim.filter;

import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.AttributeType;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.Schemas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute, or a sub-attribute of it, of one resource type.
 *
 * @param extensionUrn the extension that holds the attribute, null for core and common attributes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.10">RFC 7644, 3.10</a>
 */
public record AttributeRef(
    ResourceType type,
    @Nullable String extensionUrn,
    Attribute attribute,
    @Nullable Attribute sub) {

  /**
   * What the name stands for, in any letter case and with or without its URN; null if no schema has
   * it.
   */
  public static @Nullable AttributeRef resolve(ResourceType type, String name) {
    String core = Schemas.core(type).urn();
    if (isPrefix(core, name)) {
      return inSchema(
          type, null, Schemas.core(type).attributes(), name.substring(core.length() + 1));
    }
    for (Schema extension : Schemas.extensions(type)) {
      if (isPrefix(extension.urn(), name)) {
        String local = name.substring(extension.urn().length() + 1);
        return inSchema(type, extension.urn(), extension.attributes(), local);
      }
    }
    AttributeRef found = inSchema(type, null, Schemas.core(type).attributes(), name);
    return found != null ? found : inSchema(type, null, Schemas.COMMON, name);
  }

  private static boolean isPrefix(String urn, String name) {
    return name.length() > urn.length()
        && name.charAt(urn.length()) == ':'
        && name.regionMatches(true, 0, urn, 0, urn.length());
  }

  private static @Nullable AttributeRef inSchema(
      ResourceType type, @Nullable String extensionUrn, List<Attribute> attributes, String local) {
    int dot = local.indexOf('.');
    String name = dot < 0 ? local : local.substring(0, dot);
    for (Attribute attribute : attributes) {
      if (attribute.name().equalsIgnoreCase(name)) {
        if (dot < 0) {
          return new AttributeRef(type, extensionUrn, attribute, null);
        }
        Attribute sub = attribute.sub(local.substring(dot + 1));
        return sub == null ? null : new AttributeRef(type, extensionUrn, attribute, sub);
      }
    }
    return null;
  }

  public AttributeRef withSub(@Nullable Attribute other) {
    return new AttributeRef(type, extensionUrn, attribute, other);
  }

  /** The attribute that holds the compared value: the sub-attribute if one is named. */
  public Attribute target() {
    Attribute named = sub;
    return named != null ? named : attribute;
  }

  /**
   * Whether letter case counts; identifiers of resources always compare exactly, as {@code id}
   * does.
   */
  public boolean comparesExactly() {
    if (target().caseExact()) {
      return true;
    }
    Attribute named = sub;
    return named != null
        && named.name().equals("value")
        && (attribute.name().equals("members") || attribute.name().equals("groups"));
  }

  /**
   * Whether a value that does not say so counts as false.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-2.4">RFC 7643, 2.4</a>
   */
  public boolean isFalseUnlessSaid() {
    Attribute named = sub;
    return named != null
        && named.name().equals("primary")
        && named.type() == AttributeType.BOOLEAN
        && attribute.multiValued();
  }

  /** The canonical path: {@code urn:attribute.sub}. */
  public String path() {
    StringBuilder path = new StringBuilder();
    if (extensionUrn != null) {
      path.append(extensionUrn).append(':');
    }
    path.append(attribute.name());
    Attribute named = sub;
    if (named != null) {
      path.append('.').append(named.name());
    }
    return path.toString();
  }
}
