package dev.rosterline.scim.patch;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterEvaluator;
import dev.rosterline.scim.json.Elements;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.quirks.FilterCreatedElement;
import dev.rosterline.scim.schema.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation on a multi-valued attribute: on the whole list, or on the elements its filter
 * selects.
 */
final class MultiValuedPatch {

  private static final Set<String> LABELS = Set.of("type", "primary");

  private final ObjectNode container;
  private final PatchPath.OfAttribute path;
  private final Mode mode;
  private final List<JsonNode> elements;

  /** Elements this operation wrote: a primary among them wins over the others. */
  private final List<JsonNode> written = new ArrayList<>();

  MultiValuedPatch(ObjectNode container, PatchPath.OfAttribute path, Mode mode) {
    this.container = container;
    this.path = path;
    this.mode = mode;
    String name = path.attribute().attribute().name();
    this.elements =
        container.get(name) instanceof ArrayNode list ? Elements.list(list) : new ArrayList<>();
  }

  void apply(PatchOperation operation) {
    JsonNode value = operation.value();
    if (operation.op() == Op.REMOVE) {
      remove(value);
    } else if (value != null) {
      set(operation.op(), value);
    }
    keepOnePrimary();
    if (path.filter() != null || path.attribute().sub() != null) {
      keepOneOfEach();
    }
    String name = path.attribute().attribute().name();
    if (elements.isEmpty()) {
      container.remove(name);
    } else {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      container.set(name, list.addAll(elements));
    }
  }

  private void remove(@Nullable JsonNode listed) {
    Attribute sub = path.attribute().sub();
    Filter filter = path.filter();
    if (sub != null) {
      selected().forEach(element -> removeSub(element, sub));
    } else if (filter != null) {
      elements.removeIf(element -> FilterEvaluator.matchesElement(filter, element));
    } else if (listed == null) {
      elements.clear();
    } else {
      ListedValues values = new ListedValues(listed);
      elements.removeIf(values::names);
    }
  }

  private void removeSub(JsonNode element, Attribute sub) {
    ObjectNode object = (ObjectNode) element;
    object.remove(sub.name());
    if (LABELS.containsAll(object.propertyNames())) {
      // A label alone would be found by no one and shown to everyone.
      elements.removeIf(other -> other == element);
    }
  }

  private void set(Op op, JsonNode value) {
    if (path.filter() == null && path.attribute().sub() == null) {
      if (op == Op.REPLACE) {
        elements.clear();
      }
      append(value);
      return;
    }
    List<JsonNode> targets = selected();
    if (targets.isEmpty()) {
      targets = List.of(created());
    }
    targets.forEach(element -> write(op, (ObjectNode) element, value));
  }

  private void append(JsonNode list) {
    Map<Object, JsonNode> known = new HashMap<>();
    elements.forEach(element -> known.putIfAbsent(Elements.identity(element), element));
    for (JsonNode added : list) {
      JsonNode copy = added.deepCopy();
      JsonNode same = known.putIfAbsent(Elements.identity(added), copy);
      if (same == null) {
        elements.add(copy);
        written.add(copy);
      } else if (same instanceof ObjectNode object) {
        PatchApplier.merge(object, (ObjectNode) added);
        written.add(object);
      }
    }
  }

  private void write(Op op, ObjectNode element, JsonNode value) {
    Attribute sub = path.attribute().sub();
    if (sub != null) {
      element.set(sub.name(), value);
    } else {
      if (op == Op.REPLACE) {
        element.removeAll();
        description().ifPresent(terms -> PatchApplier.merge(element, terms));
      }
      PatchApplier.merge(element, (ObjectNode) value);
    }
    written.add(element);
  }

  private List<JsonNode> selected() {
    Filter filter = path.filter();
    return filter == null
        ? List.copyOf(elements)
        : elements.stream()
            .filter(element -> FilterEvaluator.matchesElement(filter, element))
            .toList();
  }

  private Optional<ObjectNode> description() {
    Filter filter = path.filter();
    return filter == null
        ? Optional.of(JsonNodeFactory.instance.objectNode())
        : FilterCreatedElement.of(filter);
  }

  private ObjectNode created() {
    ObjectNode element = mode == Mode.STRICT ? null : description().orElse(null);
    if (element == null) {
      throw new ScimException(ScimType.NO_TARGET, "\"" + path.text() + "\" matches nothing");
    }
    elements.add(element);
    return element;
  }

  /** A value that became like another is that one (RFC 7643, 2.4: no type and value twice). */
  private void keepOneOfEach() {
    Map<Object, JsonNode> first = new HashMap<>();
    elements.removeIf(
        element -> {
          JsonNode same = first.putIfAbsent(Elements.identity(element), element);
          if (same instanceof ObjectNode kept && Elements.isPrimary(element)) {
            kept.put("primary", true);
          }
          return same != null;
        });
  }

  /** Making one value primary makes the others not primary (RFC 7644, 3.5.2). */
  private void keepOnePrimary() {
    JsonNode winner = written.stream().filter(Elements::isPrimary).findFirst().orElse(null);
    if (winner == null) {
      return;
    }
    for (JsonNode element : elements) {
      if (element != winner && Elements.isPrimary(element)) {
        ((ObjectNode) element).put("primary", false);
      }
    }
  }
}
