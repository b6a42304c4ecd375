package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.schema.Attribute;

/** Where an attribute stands in a document. Names come from the schemas, never from a client. */
final class DocumentPath {

  private DocumentPath() {}

  static String json(AttributeRef ref) {
    return "(r.document #> '{" + path(ref) + "}')";
  }

  static String text(AttributeRef ref) {
    return "(r.document #>> '{" + path(ref) + "}')";
  }

  private static String path(AttributeRef ref) {
    StringBuilder path = new StringBuilder();
    if (ref.extensionUrn() != null) {
      path.append('"').append(ref.extensionUrn()).append("\",");
    }
    path.append(ref.attribute().name());
    Attribute sub = ref.sub();
    return sub == null ? path.toString() : path.append(',').append(sub.name()).toString();
  }
}
