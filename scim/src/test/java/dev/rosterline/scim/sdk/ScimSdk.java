package dev.rosterline.scim.sdk;

import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.utils.RequestUtils;
import dev.rosterline.scim.json.ScimJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server of the SCIM-SDK that holds one user. It is on Jackson 2, so all goes in and out as text.
 */
final class ScimSdk {

  private static final String ID = "019aaf3c-3333-7def-8000-000000000004";
  private static final String URL = "https://scim.example/scim/v2/Users/" + ID;

  private static final Instant NOW = Instant.parse("2026-11-23T08:15:30Z");

  private final ServiceProvider provider =
      ServiceProvider.builder()
          .filterConfig(FilterConfig.builder().supported(true).maxResults(10).build())
          .patchConfig(PatchConfig.builder().supported(true).build())
          .build();
  private final OneUser handler = new OneUser();
  private final ResourceEndpoint endpoint = new ResourceEndpoint(provider);
  private final ResourceType users = endpoint.registerEndpoint(new UserEndpointDefinition(handler));

  /**
   * What became of a PATCH: the status, and the user as they are afterwards, without id and meta.
   */
  record Patched(int status, ObjectNode user, String body) {

    boolean refused() {
      return status >= 400;
    }
  }

  FilterNode parse(String filter) {
    return RequestUtils.parseFilter(users, filter);
  }

  boolean matches(FilterNode filter, JsonNode user) {
    return !FilterResourceResolver.filterResources(provider, List.of(user(user)), filter).isEmpty();
  }

  Patched patch(ObjectNode user, ObjectNode request) {
    handler.stored = user(user);
    ScimResponse response =
        endpoint.handleRequest(
            URL,
            HttpMethod.PATCH,
            request.toString(),
            Map.of("Content-Type", "application/scim+json"),
            new Context(null));
    ObjectNode after = (ObjectNode) ScimJson.MAPPER.readTree(handler.stored.toString());
    after.remove(List.of("id", "meta"));
    return new Patched(response.getHttpStatus(), after, response.toString());
  }

  private static User user(JsonNode user) {
    User copy = JsonHelper.readJsonDocument(user.toString(), User.class);
    copy.setId(ID);
    if (copy.getMeta().isEmpty()) {
      copy.setMeta(Meta.builder().resourceType("User").created(NOW).lastModified(NOW).build());
    }
    return copy;
  }

  /** Keeps whatever it is given. */
  private static final class OneUser extends ResourceHandler<User> {

    private User stored = new User();

    @Override
    public User createResource(User resource, Context context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public User getResource(
        String id,
        List<SchemaAttribute> attributes,
        List<SchemaAttribute> excludedAttributes,
        Context context) {
      return JsonHelper.readJsonDocument(stored.toString(), User.class);
    }

    @Override
    public PartialListResponse<User> listResources(
        long startIndex,
        int count,
        FilterNode filter,
        SchemaAttribute sortBy,
        SortOrder sortOrder,
        List<SchemaAttribute> attributes,
        List<SchemaAttribute> excludedAttributes,
        Context context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public User updateResource(User resource, Context context) {
      stored = resource;
      return resource;
    }

    @Override
    public void deleteResource(String id, Context context) {
      throw new UnsupportedOperationException();
    }
  }
}
