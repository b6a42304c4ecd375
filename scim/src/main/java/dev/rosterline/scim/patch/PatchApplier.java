package dev.rosterline.scim.patch;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.json.Extensions;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.quirks.ManagerName;
import dev.rosterline.scim.schema.AccountSchemas;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a patch to a document: in order, all or nothing, on a copy.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2">RFC 7644, 3.5.2</a>
 */
public final class PatchApplier {

  private final ObjectNode document;
  private final Mode mode;

  private PatchApplier(ObjectNode document, Mode mode) {
    this.document = document;
    this.mode = mode;
  }

  public static PatchResult apply(ResourceType type, ObjectNode current, Patch patch) {
    return AccountSchemas.within(patch.extensions(), () -> applied(type, current, patch));
  }

  private static PatchResult applied(ResourceType type, ObjectNode current, Patch patch) {
    PatchApplier applier = new PatchApplier(current.deepCopy(), patch.mode());
    patch.operations().forEach(applier::apply);
    ManagerName.dropFormers(current, applier.document);
    ResourceReader.writeSchemas(type, applier.document);
    Extensions.requireAll(type, applier.document);
    List<String> changed = Changes.between(type, current, applier.document);
    return new PatchResult(applier.document, !changed.isEmpty(), changed);
  }

  private void apply(PatchOperation operation) {
    switch (operation.path()) {
      case PatchPath.OfExtension extension -> document.remove(extension.urn());
      case PatchPath.OfAttribute path -> apply(operation, path);
    }
  }

  private void apply(PatchOperation operation, PatchPath.OfAttribute path) {
    AttributeRef ref = path.attribute();
    String urn = ref.extensionUrn();
    ObjectNode container = urn == null ? document : object(document, urn);
    if (ref.attribute().multiValued()) {
      new MultiValuedPatch(container, path, mode).apply(operation);
    } else {
      singular(container, ref, operation);
    }
    if (urn != null) {
      if (container.isEmpty()) {
        document.remove(urn);
      } else {
        document.set(urn, container);
      }
    }
  }

  private void singular(ObjectNode container, AttributeRef ref, PatchOperation operation) {
    String name = ref.attribute().name();
    Attribute sub = ref.sub();
    JsonNode value = operation.value();
    if (sub != null) {
      ObjectNode complex = object(container, name);
      setOrRemove(complex, sub.name(), value);
      put(container, ref.attribute(), complex);
    } else if (value instanceof ObjectNode given) {
      boolean whole = mode == Mode.STRICT && operation.op() == Op.REPLACE;
      ObjectNode complex = whole ? JsonNodeFactory.instance.objectNode() : object(container, name);
      merge(complex, given);
      put(container, ref.attribute(), complex);
    } else {
      setOrRemove(container, name, value);
    }
  }

  /**
   * Keeps a complex value only while it says something; one that refers to a resource says it by
   * {@code value}.
   */
  private static void put(ObjectNode container, Attribute attribute, ObjectNode complex) {
    boolean meaningless = attribute.sub("value") != null && !complex.has("value");
    if (complex.isEmpty() || meaningless) {
      container.remove(attribute.name());
    } else {
      container.set(attribute.name(), complex);
    }
  }

  static void merge(ObjectNode target, ObjectNode given) {
    for (Map.Entry<String, JsonNode> member : given.properties()) {
      setOrRemove(target, member.getKey(), member.getValue());
    }
  }

  static void setOrRemove(ObjectNode target, String name, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      target.remove(name);
    } else {
      target.set(name, value.deepCopy());
    }
  }

  private static ObjectNode object(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode object
        ? object
        : JsonNodeFactory.instance.objectNode();
  }
}
