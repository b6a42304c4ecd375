package dev.rosterline.scim.json;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a resource a client wants to see.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.9">RFC 7644, 3.9</a>
 */
public final class Projection {

  private enum Kind {
    ALL,
    ONLY,
    ALL_BUT
  }

  /** One name of the list: an attribute, a sub-attribute or, with neither, a whole extension. */
  private record Name(@Nullable String urn, @Nullable String attribute, @Nullable String sub) {}

  private final Kind kind;
  private final List<Name> names;
  private final Restrictions restrictions;

  private Projection(Kind kind, List<Name> names, Restrictions restrictions) {
    this.kind = kind;
    this.names = List.copyOf(names);
    this.restrictions = restrictions;
  }

  public static Projection of(
      ResourceType type, @Nullable String attributes, @Nullable String excludedAttributes) {
    boolean only = attributes != null && !attributes.isBlank();
    boolean allBut = excludedAttributes != null && !excludedAttributes.isBlank();
    if (only && allBut) {
      throw new ScimException(
          ScimType.INVALID_VALUE,
          "\"attributes\" and \"excludedAttributes\" cannot be used together");
    }
    if (attributes != null && only) {
      return new Projection(Kind.ONLY, names(type, attributes), Restrictions.of(type));
    }
    if (excludedAttributes != null && allBut) {
      return new Projection(Kind.ALL_BUT, names(type, excludedAttributes), Restrictions.of(type));
    }
    return new Projection(Kind.ALL, List.of(), Restrictions.of(type));
  }

  private static List<Name> names(ResourceType type, String list) {
    List<Name> names = new ArrayList<>();
    for (String text : list.split(",")) {
      String name = text.strip();
      Schema extension = Schemas.extension(type, name);
      AttributeRef ref = AttributeRef.resolve(type, name);
      if (extension != null) {
        names.add(new Name(extension.urn(), null, null));
      } else if (ref != null) {
        Attribute sub = ref.sub();
        names.add(
            new Name(ref.extensionUrn(), ref.attribute().name(), sub == null ? null : sub.name()));
      }
    }
    return names;
  }

  /** Whether a representation is shown as it is. */
  public boolean isDefault() {
    return kind == Kind.ALL && restrictions.isEmpty();
  }

  /** Whether any part of that attribute, or extension, is shown; if not, it need not be loaded. */
  public boolean includes(String topLevelAttribute) {
    return isAlwaysShown(topLevelAttribute)
        || switch (kind) {
          case ALL -> true;
          case ONLY ->
              names.stream().anyMatch(name -> topLevelAttribute.equalsIgnoreCase(topLevel(name)));
          case ALL_BUT ->
              names.stream()
                  .noneMatch(
                      name -> isWhole(name) && topLevelAttribute.equalsIgnoreCase(topLevel(name)));
        };
  }

  /** Whether that attribute is shown with all it has, so that its text can be passed on unread. */
  public boolean includesWhole(String topLevelAttribute) {
    List<Name> concerned =
        names.stream().filter(name -> topLevelAttribute.equalsIgnoreCase(topLevel(name))).toList();
    return switch (kind) {
      case ALL -> true;
      case ONLY -> concerned.stream().anyMatch(Projection::isWhole);
      case ALL_BUT -> concerned.isEmpty();
    };
  }

  private static boolean isAlwaysShown(String name) {
    return name.equalsIgnoreCase("id") || name.equalsIgnoreCase("schemas");
  }

  private static String topLevel(Name name) {
    String urn = name.urn();
    if (urn != null) {
      return urn;
    }
    String attribute = name.attribute();
    return attribute == null ? "" : attribute;
  }

  private static boolean isWhole(Name name) {
    return name.urn() != null ? name.attribute() == null : name.sub() == null;
  }

  public ObjectNode apply(ObjectNode fullRepresentation) {
    if (isDefault()) {
      return fullRepresentation;
    }
    return restrictions.apply(fullRepresentation, selected(fullRepresentation), this::isAskedFor);
  }

  /** Whether a client named the attribute among those it wants, or its whole extension. */
  private boolean isAskedFor(String urn, String attribute) {
    return kind == Kind.ONLY
        && names.stream()
            .anyMatch(
                name ->
                    urn.equals(name.urn())
                        && (name.attribute() == null || attribute.equals(name.attribute())));
  }

  private ObjectNode selected(ObjectNode fullRepresentation) {
    if (kind == Kind.ALL) {
      return fullRepresentation;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : fullRepresentation.properties()) {
      String name = member.getKey();
      if (!includes(name)) {
        continue;
      }
      JsonNode shown = isAlwaysShown(name) ? member.getValue() : part(name, member.getValue());
      if (!shown.isContainer() || !shown.isEmpty() || member.getValue().isEmpty()) {
        result.set(name, shown);
      }
    }
    return result;
  }

  private JsonNode part(String topLevel, JsonNode value) {
    List<Name> concerned = names.stream().filter(name -> topLevel.equals(topLevel(name))).toList();
    if (concerned.isEmpty() || concerned.stream().anyMatch(Projection::isWhole)) {
      return value;
    }
    if (concerned.getFirst().urn() == null) {
      List<String> subs = concerned.stream().map(Name::sub).filter(Objects::nonNull).toList();
      return withSubs(value, subs);
    }
    return extensionPart((ObjectNode) value, concerned);
  }

  private ObjectNode extensionPart(ObjectNode container, List<Name> concerned) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : container.properties()) {
      List<Name> same =
          concerned.stream().filter(n -> member.getKey().equals(n.attribute())).toList();
      List<String> subs = same.stream().map(Name::sub).filter(Objects::nonNull).toList();
      boolean whole = subs.size() < same.size();
      if (same.isEmpty() ? kind == Kind.ALL_BUT : whole && kind == Kind.ONLY) {
        result.set(member.getKey(), member.getValue());
      } else if (!same.isEmpty() && !whole) {
        result.set(member.getKey(), withSubs(member.getValue(), subs));
      }
    }
    return result;
  }

  private JsonNode withSubs(JsonNode value, List<String> subs) {
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> list.add(withSubs(element, subs)));
      return list;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (subs.contains(member.getKey()) == (kind == Kind.ONLY)) {
        result.set(member.getKey(), member.getValue());
      }
    }
    return result;
  }
}
