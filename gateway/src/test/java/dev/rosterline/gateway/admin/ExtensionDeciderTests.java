package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.SchemaReader;
import dev.rosterline.scim.schema.Schemas;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ExtensionDeciderTests {

  private static final String URN = "urn:example:2.0:Staff";

  @Test
  void schemasOfTheServerAreTaken() {
    for (Schema published : Schemas.ALL) {
      assertThat(ExtensionDecider.objection(List.of(), schema(published.urn(), "{'name':'a'}")))
          .isNotNull();
    }
    String within = Schemas.ENTERPRISE_URN.toLowerCase(java.util.Locale.ROOT) + ":staff";
    assertThat(ExtensionDecider.objection(List.of(), schema(within, "{'name':'a'}"))).isNotNull();
  }

  @Test
  void namesOfAttributesMeanOneExtension() {
    List<Schema> declared = List.of(schema(URN, "{'name':'a'}"));
    assertThat(objection(declared, URN + ":Sub")).contains(URN);
    assertThat(objection(declared, "URN:Example:2.0:Staff".replace("URN", "urn"))).contains(URN);
    assertThat(objection(declared, "urn:example:2.0")).contains(URN);
    assertThat(objection(declared, URN + "2")).isNull();
    assertThat(objection(declared, URN)).isNull();
  }

  @Test
  void twentyAreEnough() {
    List<Schema> full =
        IntStream.range(0, ExtensionDecider.MOST)
            .mapToObj(i -> schema("urn:example:s" + i, "{'name':'a'}"))
            .toList();
    assertThat(objection(full, URN)).contains("20");
    assertThat(objection(full, "urn:example:s0")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'name':'a'} | {'name':'a','description':'x','returned':'request'} | true
          {'name':'a'} | {'name':'a'},{'name':'b'} | true
          {'name':'a'} | {'name':'a'},{'name':'b','required':true} | false
          {'name':'a'} | {'name':'a','required':true} | false
          {'name':'a','required':true} | {'name':'a','required':true} | true
          {'name':'a'} | {'name':'b'} | false
          {'name':'a'} | {'name':'a','type':'integer'} | false
          {'name':'a'} | {'name':'a','multiValued':true} | false
          {'name':'a'} | {'name':'a','canonicalValues':['x']} | false
          {'name':'a','canonicalValues':['x']} | {'name':'a','canonicalValues':['x','y']} | true
          {'name':'a','canonicalValues':['x','y']} | {'name':'a','canonicalValues':['x']} | false
          {'name':'a','canonicalValues':['x']} | {'name':'a'} | true
          {'name':'a','type':'complex','subAttributes':[{'name':'s'},{'name':'t'}]} | {'name':'a','type':'complex','subAttributes':[{'name':'s'}]} | false
          """)
  void whatWasAllowedStaysAllowed(String earlier, String later, boolean keeps) {
    assertThat(ExtensionDecider.keepsValues(schema(URN, earlier), schema(URN, later)))
        .isEqualTo(keeps);
  }

  private static String objection(List<Schema> declared, String urn) {
    return ExtensionDecider.objection(declared, schema(urn, "{'name':'a'}"));
  }

  private static Schema schema(String urn, String attributes) {
    String json = "{'attributes':[" + attributes + "]}";
    return SchemaReader.read(
        urn, (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"')));
  }
}
