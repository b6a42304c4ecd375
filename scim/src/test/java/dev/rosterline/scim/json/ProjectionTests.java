package dev.rosterline.scim.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ProjectionTests {

  private static final String E = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final ObjectNode FULL =
      (ObjectNode)
          ScimJson.MAPPER.readTree(
              "{'schemas':['s'],'id':'1','userName':'a','name':{'givenName':'g','familyName':'f'},'emails':[{'value':'e','type':'work'}],'E':{'department':'d','manager':{'value':'m','displayName':'n'}},'meta':{'version':'v'}}"
                  .replace('\'', '"')
                  .replace("\"E\"", '"' + E + '"'));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "userName | {'userName':'a'}",
        "USERNAME, foo | {'userName':'a'}",
        "foo | {}",
        "name.givenName | {'name':{'givenName':'g'}}",
        "name.givenName,name | {'name':{'givenName':'g','familyName':'f'}}",
        "emails.type | {'emails':[{'type':'work'}]}",
        "E:department | {'E':{'department':'d'}}",
        "E:manager.value | {'E':{'manager':{'value':'m'}}}",
        "E | {'E':{'department':'d','manager':{'value':'m','displayName':'n'}}}",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName | {'userName':'a'}",
        "meta.version | {'meta':{'version':'v'}}"
      })
  void onlyTheNamed(String attributes, String expected) {
    ObjectNode shown =
        Projection.of(
                ResourceType.USER, attributes.replace("E:", E + ":").replaceAll("^E$", E), null)
            .apply(FULL);
    assertThat(shown.get("id")).isNotNull();
    assertThat(shown.get("schemas")).isNotNull();
    ObjectNode rest = shown.deepCopy();
    rest.remove("id");
    rest.remove("schemas");
    assertThat(rest)
        .isEqualTo(
            ScimJson.MAPPER.readTree(expected.replace('\'', '"').replace("\"E\"", '"' + E + '"')));
  }

  @Test
  void allButTheNamed() {
    Projection projection =
        Projection.of(
            ResourceType.USER, null, "id,schemas,emails,name.familyName," + E + ":manager,meta");
    assertThat(projection.apply(FULL))
        .isEqualTo(
            ScimJson.MAPPER.readTree(
                "{\"schemas\":[\"s\"],\"id\":\"1\",\"userName\":\"a\",\"name\":{\"givenName\":\"g\"},\""
                    + E
                    + "\":{\"department\":\"d\"}}"));
    assertThat(Projection.of(ResourceType.USER, null, E).apply(FULL).has(E)).isFalse();
  }

  @Test
  void tellsWhetherMembersMustBeLoaded() {
    assertThat(Projection.of(ResourceType.GROUP, null, null).includes("members")).isTrue();
    assertThat(Projection.of(ResourceType.GROUP, null, "MEMBERS").includes("members")).isFalse();
    assertThat(Projection.of(ResourceType.GROUP, null, "members.display").includes("members"))
        .isTrue();
    assertThat(Projection.of(ResourceType.GROUP, "displayName", null).includes("members"))
        .isFalse();
    assertThat(Projection.of(ResourceType.GROUP, "members.value", null).includes("members"))
        .isTrue();
    assertThat(Projection.of(ResourceType.GROUP, "displayName", null).includes("id")).isTrue();
  }

  @Test
  void nothingAskedIsEverythingAndBothIsAnError() {
    assertThat(Projection.of(ResourceType.USER, "", " ").isDefault()).isTrue();
    assertThat(Projection.of(ResourceType.USER, null, null).apply(FULL)).isEqualTo(FULL);
    assertThatThrownBy(() -> Projection.of(ResourceType.USER, "id", "id"))
        .isInstanceOf(ScimException.class);
  }
}
