package dev.rosterline.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rosterline.scim.bulk.BulkOperation;
import dev.rosterline.scim.bulk.BulkReader;
import dev.rosterline.scim.bulk.BulkReferences;
import dev.rosterline.scim.bulk.BulkRequest;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.ResourceType;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that were valid once: read, or refused as a client's mistake. */
class HostileBodyTests {

  private static final String PATCH =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "replace", "path": "name.givenName", "value": "Ada"},
        {"op": "add", "path": "emails[type eq \\"work\\"].value", "value": "a@x"},
        {"op": "Remove", "path": "phoneNumbers"},
        {"op": "add", "value": {"title": "t", "active": true,
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": {"value": "m"}}}}]}
      """;

  private static final String GROUP_PATCH =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "add", "path": "members", "value": [{"value": "01940000-0000-7123-8456-0123456789ab"}]},
        {"op": "remove", "path": "members[value eq \\"01940000-0000-7123-8456-0123456789ab\\"]"},
        {"op": "replace", "path": "displayName", "value": "Staff"}]}
      """;

  private static final String USER =
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada", "active": true,
       "name": {"givenName": "Ada"}, "emails": [{"value": "a@x", "type": "work", "primary": true}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "R"}}
      """;

  private static final String BULK =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "failOnErrors": 3, "Operations": [
        {"method": "POST", "path": "/Users", "bulkId": "a", "data": {"userName": "ada", "manager": "bulkId:b"}},
        {"method": "PATCH", "path": "/Users/bulkId:a", "version": "W/\\"1\\"", "data": [
          {"op": "remove", "path": "members[value eq \\"bulkId:a\\"]"}]},
        {"method": "PUT", "path": "/Groups/1", "data": {"members": [{"value": "bulkId:a", "$ref": "/Users/bulkId:a"}]}},
        {"method": "DELETE", "path": "/Groups/1"}]}
      """;

  @Property(seed = "42", tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void bulkRequests(@ForAll long seed) {
    answered(() -> readBulk(Mutations.of(BULK, seed)));
  }

  @Property(seed = "42", tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void patches(@ForAll long seed, @ForAll Mode mode) {
    answered(
        () ->
            PatchApplier.apply(
                ResourceType.USER,
                ScimJson.object(USER.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                PatchReader.read(ResourceType.USER, Mutations.of(PATCH, seed), mode)));
    answered(() -> PatchReader.read(ResourceType.GROUP, Mutations.of(GROUP_PATCH, seed), mode));
  }

  @Property(seed = "42", tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void resources(@ForAll long seed, @ForAll Mode mode) {
    answered(() -> ResourceReader.read(ResourceType.USER, Mutations.of(USER, seed), mode));
    answered(() -> ResourceReader.read(ResourceType.GROUP, Mutations.of(USER, seed), mode));
  }

  @Property(seed = "42", tries = 2000)
  void anyBytes(@ForAll byte[] body) {
    answered(() -> readBulk(body));
    answered(() -> PatchReader.read(ResourceType.USER, body, Mode.STRICT));
    answered(() -> ResourceReader.read(ResourceType.GROUP, body, Mode.STRICT));
  }

  @Property(seed = "42", tries = 2000)
  void references(@ForAll("texts") String text) {
    ObjectNode data = ScimJson.MAPPER.createObjectNode().put("value", text).put("$ref", text);
    data.putArray("members").addObject().put("path", text);
    Set<String> names = BulkReferences.names(data);
    ObjectNode rest = BulkReferences.without(data, names);
    assertThat(BulkReferences.names(rest)).isEmpty();
    assertThat(BulkReferences.names(BulkReferences.resolve(data, _ -> "$1\\"))).isEmpty();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("bulkId:", "a", "/", "\"", "bulkId", ":", "[", "\\", "$1", " ")
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  private static void readBulk(byte[] body) {
    BulkRequest request = BulkReader.read(body);
    assertThat(request.operations()).isNotEmpty();
    for (BulkOperation operation : request.operations()) {
      ScimError error = operation.error();
      if (error != null) {
        assertThat(error.status()).isBetween(400, 499);
      }
      BulkReferences.names(operation.data());
    }
  }

  /** A body that the client has to mend, or no longer a mistake. */
  private static void answered(Runnable call) {
    try {
      call.run();
    } catch (ScimException e) {
      assertThat(e.error().status()).isBetween(400, 499);
      assertThat(e.error().detail()).isNotEmpty();
      assertThatCode(() -> ScimJson.MAPPER.writeValueAsBytes(e.error().detail()))
          .doesNotThrowAnyException();
    }
  }
}
