package dev.rosterline.scim.schema;

import static dev.rosterline.scim.schema.TestExtensions.STAFF;
import static dev.rosterline.scim.schema.TestExtensions.URN;
import static dev.rosterline.scim.schema.TestExtensions.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.scim.error.ScimException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaReaderTests {

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(SchemaReader.read(URN, SchemaWriter.write(STAFF))).isEqualTo(STAFF);
  }

  @Test
  void characteristicsHaveTheDefaultsOfTheStandard() {
    Attribute plain =
        SchemaReader.read(URN, json("{'attributes': [{'name': 'a'}]}")).attributes().getFirst();
    assertThat(plain.type()).isEqualTo(AttributeType.STRING);
    assertThat(plain.mutability()).isEqualTo(Mutability.READ_WRITE);
    assertThat(plain.returned()).isEqualTo(Returned.DEFAULT);
    assertThat(plain.required() || plain.multiValued() || plain.caseExact()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'name': 'a', 'mutability': 'immutable'}     | supported is readWrite or readOnly
          {'name': 'a', 'mutability': 'writeOnly'}     | supported is readWrite or readOnly
          {'name': 'a', 'returned': 'never'}           | supported is always, default or request
          {'name': 'a', 'uniqueness': 'server'}        | supported is none
          {'name': 'a', 'type': 'text'}                | which is none
          {'name': 'a', 'required': 'yes'}             | must be true or false
          {'name': 'a', 'canonicalValues': [1]}        | must be a list of
          {'name': 'a', 'type': 'integer', 'canonicalValues': ['1']} | is no string
          {'name': 'a', 'type': 'complex'}             | a.subAttributes
          {'name': 'a', 'subAttributes': []}           | cannot have sub-attributes
          {'name': 'members'}                          | means something already
          {'name': `quote`}                            | is no name
          {'name': 'a', 'type': 'complex', 'subAttributes': [{'name': 'b', 'required': true}]} | cannot be required
          {'name': 'a', 'type': 'complex', 'subAttributes': [{'name': 'b', 'type': 'complex'}]} | cannot have sub-attributes
          {'name': 'a', 'type': 'complex', 'subAttributes': [{'name': 'b', 'returned': 'request'}]} | as a sub-attribute
          """)
  void whatWouldNotBeEnforcedIsRefused(String attribute, String why) {
    assertThatThrownBy(
            () ->
                SchemaReader.read(
                    URN, json("{'attributes': [" + attribute.replace("`quote`", "'a}b'") + "]}")))
        .isInstanceOf(ScimException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Staff",
        "urn:x:y",
        "urn:example:",
        "urn:example:a b",
        "urn:example:a'",
        "urn:example:a:"
      })
  void aUrnIsOne(String urn) {
    assertThatThrownBy(() -> SchemaReader.read(urn, json("{'attributes': [{'name': 'a'}]}")))
        .isInstanceOf(ScimException.class);
  }

  @Property(tries = 300)
  void aNameThatIsAcceptedCannotEndAPathInAQuery(@ForAll String name) {
    var document = json("{'attributes': [{}]}");
    ((tools.jackson.databind.node.ObjectNode) document.path("attributes").get(0)).put("name", name);
    try {
      SchemaReader.read(URN, document);
    } catch (ScimException e) {
      return;
    }
    assertThat(name).matches("[A-Za-z0-9_-]+");
  }
}
