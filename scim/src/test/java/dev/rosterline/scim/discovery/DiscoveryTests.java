package dev.rosterline.scim.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DiscoveryTests {

  private static final String BASE = "https://x.example/scim/v2";

  @Test
  void theConfigurationHasEveryRequiredMember() {
    ObjectNode config = Discovery.serviceProviderConfig(BASE, Limits.standard());
    for (String feature :
        new String[] {"patch", "bulk", "filter", "changePassword", "sort", "etag"}) {
      assertThat(config.path(feature).path("supported").isBoolean()).as(feature).isTrue();
    }
    assertThat(config.at("/filter/maxResults").intValue()).isEqualTo(200);
    assertThat(config.at("/bulk/maxPayloadSize").isInt()).isTrue();
    assertThat(config.at("/authenticationSchemes/0/type").stringValue())
        .isEqualTo("oauthbearertoken");
    assertThat(config.at("/meta/location").stringValue())
        .isEqualTo(BASE + "/ServiceProviderConfig");
    assertThat(config.at("/pagination/defaultPaginationMethod").stringValue()).isEqualTo("index");
    assertThat(config.at("/securityEvents").toString())
        .isEqualTo(
            "{\"asyncRequest\":\"request\",\"eventUris\":[\"" + Discovery.ASYNC_RESPONSE + "\"]}");
  }

  @Test
  void schemasAreListedWithTheirErrata() {
    ObjectNode list = Discovery.schemas(BASE);
    assertThat(list.get("totalResults").intValue()).isEqualTo(3);
    JsonNode user = list.at("/Resources/0");
    assertThat(find(user, "password")).isNull();
    assertThat(find(user, "emails").has("uniqueness")).isFalse();
    assertThat(find(user, "active").has("caseExact")).isFalse();
    assertThat(find(user, "profileUrl").get("caseExact").booleanValue()).isTrue();
    assertThat(find(list.at("/Resources/2"), "displayName").get("required").booleanValue())
        .isTrue();
    assertThat(user.at("/meta/location").stringValue())
        .isEqualTo(BASE + "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User");
  }

  @Test
  void everyResourceTypeNamesSchemasThatExist() {
    for (JsonNode type : Discovery.resourceTypes(BASE).get("Resources")) {
      assertThat(type.get("id")).isEqualTo(type.get("name"));
      assertThat(Discovery.schema(type.get("schema").stringValue())).isPresent();
      type.path("schemaExtensions")
          .forEach(e -> assertThat(Discovery.schema(e.get("schema").stringValue())).isPresent());
    }
  }

  @Test
  void messagesAreNoSchemas() {
    assertThat(Discovery.schema("urn:ietf:params:scim:api:messages:2.0:ListResponse")).isEmpty();
    assertThat(Discovery.resourceType("Role")).isEmpty();
    assertThat(Discovery.resourceType("User")).isPresent();
  }

  private static JsonNode find(JsonNode schema, String name) {
    return schema.get("attributes").values().stream()
        .filter(a -> a.get("name").stringValue().equals(name))
        .findFirst()
        .orElse(null);
  }
}
