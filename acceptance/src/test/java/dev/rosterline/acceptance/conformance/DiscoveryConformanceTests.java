package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.ENTERPRISE;
import static dev.rosterline.acceptance.conformance.Bodies.GROUP;
import static dev.rosterline.acceptance.conformance.Bodies.MESSAGES;
import static dev.rosterline.acceptance.conformance.Bodies.USER;
import static dev.rosterline.acceptance.conformance.Bodies.bulk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 7644, 4: what the server says about itself. */
class DiscoveryConformanceTests extends ConformanceSuite {

  @Requirement("D-01")
  @Test
  void configurationIsOneResource() {
    var config = config();
    assertThat(config.path("schemas").path(0).asString())
        .isEqualTo("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
    assertThat(config.has("Resources")).isFalse();
  }

  @Requirement("D-02")
  @Test
  void configurationNamesEveryFeatureInItsType() {
    var config = config();
    for (var feature : List.of("patch", "bulk", "filter", "changePassword", "sort", "etag")) {
      assertThat(config.path(feature).path("supported").isBoolean()).as(feature).isTrue();
    }
    assertThat(config.path("bulk").path("maxOperations").isIntegralNumber()).isTrue();
    assertThat(config.path("bulk").path("maxPayloadSize").isIntegralNumber()).isTrue();
    assertThat(config.path("filter").path("maxResults").isIntegralNumber()).isTrue();
    assertThat(config.path("authenticationSchemes").isArray()).isTrue();
  }

  @Requirement("D-03")
  @Test
  void authenticationSchemeIsTheBearerToken() {
    var scheme = config().path("authenticationSchemes").path(0);
    assertThat(scheme.path("type").asString()).isEqualTo("oauthbearertoken");
    assertThat(scheme.path("name").asString()).isNotBlank();
    assertThat(scheme.path("description").asString()).isNotBlank();
  }

  @Requirement("D-04")
  @Test
  void configurationIsReadWithoutToken() {
    scim.withoutHeader("Authorization").get("/ServiceProviderConfig").expect(200);
  }

  @Requirement("D-05")
  @Requirement("S-06")
  @Requirement("B-01")
  @Test
  void everyFeatureIsAsTheConfigurationSays() {
    var config = config();
    if (!config.path("bulk").path("supported").asBoolean()) {
      scim.post("/Bulk", bulk("")).expectError(501);
    }
    assertThat(config.path("patch").path("supported").asBoolean()).isTrue();
    if (config.path("etag").path("supported").asBoolean()) {
      assertThat(someone().header("ETag")).isNotEmpty();
    }
    scim.get("/Users?sortBy=userName").expect(200);
  }

  @Requirement("D-06")
  @Test
  void schemasAreListed() {
    var list = scim.get("/Schemas").expect(200).json();
    assertThat(list.path("totalResults").asInt()).isEqualTo(list.path("Resources").size());
    assertThat(ids(list)).contains(USER, GROUP, ENTERPRISE);
  }

  @Requirement("D-07")
  @Test
  void oneSchemaIsReadByItsUrn() {
    assertThat(scim.get("/Schemas/" + USER).expect(200).id()).isEqualTo(USER);
    scim.get("/Schemas/urn:nothing:of:ours").expectError(404);
  }

  @Requirement("D-08")
  @Test
  void everyAttributeHasItsCharacteristics() {
    for (var schema : scim.get("/Schemas").json().path("Resources")) {
      for (var attribute : schema.path("attributes")) {
        for (var fact : List.of("name", "type", "multiValued", "required", "mutability")) {
          assertThat(attribute.has(fact)).as("%s of %s", fact, attribute).isTrue();
        }
        assertThat(attribute.has("returned")).as("returned of %s", attribute).isTrue();
      }
    }
  }

  @Requirement("D-09")
  @Test
  void commonAttributesAreNotContradicted() {
    for (var schema : scim.get("/Schemas").json().path("Resources")) {
      for (var attribute : schema.path("attributes")) {
        if (attribute.path("name").asString().equals("id")) {
          assertThat(attribute.path("caseExact").asBoolean()).isTrue();
          assertThat(attribute.path("mutability").asString()).isEqualTo("readOnly");
        }
      }
    }
  }

  @Requirement("D-10")
  @Test
  void messagesAreNoSchemas() {
    assertThat(ids(scim.get("/Schemas").json())).noneMatch(id -> id.startsWith(MESSAGES));
    scim.get("/Schemas/" + MESSAGES + "ListResponse").expectError(404);
  }

  @Requirement("D-11")
  @Requirement("D-12")
  @Requirement("D-20")
  @Requirement("IP-02")
  @Test
  void resourceTypesNameSchemasThatExist() {
    var types = scim.get("/ResourceTypes").expect(200).json().path("Resources");
    var schemas = ids(scim.get("/Schemas").json());
    assertThat(types.size()).isEqualTo(2);
    for (var type : types) {
      assertThat(type.path("name").asString()).isIn("User", "Group");
      assertThat(type.path("id").asString()).isEqualTo(type.path("name").asString());
      assertThat(type.path("endpoint").asString()).startsWith("/");
      assertThat(schemas).contains(type.path("schema").asString());
      for (var extension : type.path("schemaExtensions")) {
        assertThat(schemas).contains(extension.path("schema").asString());
        assertThat(extension.path("required").isBoolean()).isTrue();
      }
    }
  }

  @Requirement("D-13")
  @Test
  void oneResourceTypeIsReadByItsName() {
    assertThat(scim.get("/ResourceTypes/User").expect(200).id()).isEqualTo("User");
    scim.get("/ResourceTypes/Nothing").expectError(404);
  }

  @Requirement("D-14")
  @Test
  void queryParametersAreIgnored() {
    for (var path : List.of("/Schemas", "/ResourceTypes", "/ServiceProviderConfig")) {
      assertThat(scim.get(path + "?startIndex=2&count=1&sortBy=id&attributes=name").json())
          .isEqualTo(scim.get(path).json());
    }
  }

  @Requirement("D-15")
  @Test
  void filterIsForbidden() {
    scim.get("/Schemas?filter=" + encoded("name eq \"User\"")).expectError(403);
    scim.get("/ResourceTypes?filter=" + encoded("name eq \"User\"")).expectError(403);
  }

  @Requirement("D-16")
  @Test
  void everyResourceSaysWhatAndWhereItIs() {
    assertLocated(config(), "ServiceProviderConfig");
    scim.get("/Schemas").json().path("Resources").forEach(one -> assertLocated(one, "Schema"));
    scim.get("/ResourceTypes")
        .json()
        .path("Resources")
        .forEach(one -> assertLocated(one, "ResourceType"));
  }

  @Requirement("D-17")
  @Test
  void writesAreNotAllowed() {
    for (var path : List.of("/Schemas", "/ResourceTypes", "/ServiceProviderConfig")) {
      assertThat(scim.post(path, "{}").expectError(405).header("Allow")).contains("GET");
      scim.put(path, "{}").expectError(405);
      scim.patch(path, "{}").expectError(405);
      scim.delete(path).expectError(405);
    }
  }

  @Requirement("D-18")
  @Requirement("CP-14")
  @Test
  void pagingIsDescribed() {
    var paging = config().path("pagination");
    assertThat(paging.path("cursor").isBoolean()).isTrue();
    assertThat(paging.path("index").isBoolean()).isTrue();
    assertThat(paging.path("defaultPaginationMethod").asString()).isIn("index", "cursor");
    assertThat(paging.path("defaultPageSize").asInt()).isPositive();
    assertThat(paging.path("maxPageSize").asInt()).isPositive();
    if (paging.path("cursor").asBoolean()) {
      assertThat(paging.path("cursorTimeout").asInt()).isPositive();
    }
  }

  private JsonNode config() {
    return scim.get("/ServiceProviderConfig").expect(200).json();
  }

  private static List<String> ids(JsonNode list) {
    return Json.elements(list.path("Resources")).map(one -> one.path("id").asString()).toList();
  }

  private void assertLocated(JsonNode resource, String type) {
    var meta = resource.path("meta");
    assertThat(meta.path("resourceType").asString()).isEqualTo(type);
    var location = meta.path("location").asString();
    assertThat(location).startsWith(account.scimBase());
    scim.get(location.substring(account.scimBase().length())).expect(200);
  }
}
