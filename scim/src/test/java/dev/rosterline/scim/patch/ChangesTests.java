package dev.rosterline.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Names of what changed, as subscribers and the activity log read them. */
class ChangesTests {

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void attributesOfAnObjectAreNamedEach() {
    assertThat(
            changes(
                "{'name':{'givenName':'Ada','familyName':'Byron'}}",
                "{'name':{'givenName':'Ada','familyName':'Lovelace','formatted':'Ada Lovelace'}}"))
        .containsExactly("name.familyName", "name.formatted");
  }

  @Test
  void attributesOfAnExtensionCarryItsUrn() {
    assertThat(
            changes(
                "{'" + ENTERPRISE + "':{'department':'A','manager':{'value':'1'}}}",
                "{'" + ENTERPRISE + "':{'department':'B','manager':{'value':'2'}}}"))
        .containsExactly(ENTERPRISE + ":department", ENTERPRISE + ":manager.value");
  }

  @Test
  void anExtensionThatComesOrGoesIsItsAttributes() {
    var with =
        "{'schemas':['a','" + ENTERPRISE + "'],'" + ENTERPRISE + "':{'manager':{'value':'1'}}}";
    assertThat(changes("{'schemas':['a']}", with)).containsExactly(ENTERPRISE + ":manager.value");
    assertThat(changes(with, "{'schemas':['a']}")).containsExactly(ENTERPRISE + ":manager.value");
  }

  @Test
  void listsAreNamedAsAWhole() {
    assertThat(
            changes(
                "{'emails':[{'value':'a@x.example'}]}",
                "{'emails':[{'value':'a@x.example','primary':true}],'phoneNumbers':[{'value':'1'}]}"))
        .containsExactly("emails", "phoneNumbers");
  }

  @Test
  void equalDocumentsDifferInNothing() {
    assertThat(changes("{'userName':'a','active':true}", "{'active':true,'userName':'a'}"))
        .isEmpty();
  }

  private static List<String> changes(String before, String after) {
    return Changes.between(ResourceType.USER, json(before), json(after));
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }
}
