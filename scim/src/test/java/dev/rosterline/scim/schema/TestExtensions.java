package dev.rosterline.scim.schema;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An extension as an account might declare it. */
public final class TestExtensions {

  public static final String URN = "urn:example:params:scim:schemas:2.0:Staff";

  public static final Schema STAFF =
      SchemaReader.read(
          URN,
          json(
              """
              {'id': 'urn:example:params:scim:schemas:2.0:Staff', 'name': 'Staff', 'attributes': [
                {'name': 'badge', 'type': 'string', 'required': true, 'caseExact': true},
                {'name': 'shift', 'type': 'string', 'canonicalValues': ['early', 'late']},
                {'name': 'floor', 'type': 'integer'},
                {'name': 'since', 'type': 'dateTime'},
                {'name': 'remote', 'type': 'boolean', 'returned': 'request'},
                {'name': 'site', 'type': 'string', 'returned': 'always'},
                {'name': 'audited', 'type': 'string', 'mutability': 'readOnly'},
                {'name': 'skills', 'type': 'string', 'multiValued': true},
                {'name': 'keys', 'type': 'complex', 'multiValued': true, 'subAttributes': [
                  {'name': 'value', 'type': 'string'}, {'name': 'type', 'type': 'string'}]}]}
              """));

  private TestExtensions() {}

  public static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
