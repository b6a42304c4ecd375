package dev.rosterline.gateway.lookup;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.ScimErrorWriter;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** GET of users and groups, and the same by POST to {@code .search}. */
@Configuration(proxyBeanMethods = false)
class LookupRoutes {

  private static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

  private final DirectoryStore directory;
  private final RepresentationWriter representations;
  private final ListWriter lists;

  LookupRoutes(DirectoryStore directory, RepresentationWriter representations, ListWriter lists) {
    this.directory = directory;
    this.representations = representations;
    this.lists = lists;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> lookups() {
    return route()
        .GET("/scim/v2/Users", request -> list(request, ResourceType.USER))
        .GET("/scim/v2/Users/{id}", request -> one(request, ResourceType.USER))
        .POST("/scim/v2/Users/.search", request -> search(request, ResourceType.USER))
        .GET("/scim/v2/Groups", request -> list(request, ResourceType.GROUP))
        .GET("/scim/v2/Groups/{id}", request -> one(request, ResourceType.GROUP))
        .POST("/scim/v2/Groups/.search", request -> search(request, ResourceType.GROUP))
        .build();
  }

  private Mono<ServerResponse> list(ServerRequest request, ResourceType type) {
    return answer(request, ListQuery.read(type, name -> request.queryParams().getFirst(name)));
  }

  private Mono<ServerResponse> search(ServerRequest request, ResourceType type) {
    return request
        .bodyToMono(byte[].class)
        .defaultIfEmpty(new byte[0])
        .flatMap(body -> answer(request, searchQuery(type, ScimJson.object(body))));
  }

  private Mono<ServerResponse> answer(ServerRequest request, ListQuery query) {
    return directory
        .page(Caller.of(request).account(), query)
        .flatMap(
            page ->
                ServerResponse.ok()
                    .contentType(ScimErrorWriter.SCIM_JSON)
                    .bodyValue(lists.write(query, page)));
  }

  private Mono<ServerResponse> one(ServerRequest request, ResourceType type) {
    String text = request.pathVariable("id");
    Projection projection =
        Projection.of(
            type,
            request.queryParams().getFirst("attributes"),
            request.queryParams().getFirst("excludedAttributes"));
    ScimId id = id(text);
    Mono<StoredResource> found =
        id == null
            ? Mono.empty()
            : type == ResourceType.USER
                ? directory.user(Caller.of(request).account(), id)
                : directory.group(Caller.of(request).account(), id, projection.includes("members"));
    return found
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ScimException(ScimError.notFound(type.wire() + " " + text + " not found"))))
        .flatMap(resource -> answer(request, type, resource, projection));
  }

  private Mono<ServerResponse> answer(
      ServerRequest request, ResourceType type, StoredResource resource, Projection projection) {
    String etag = representations.etag(resource.version());
    if (isKnown(request, etag)) {
      return ServerResponse.status(304).header(HttpHeaders.ETAG, etag).build();
    }
    String location = representations.location(type, resource.id());
    return ServerResponse.ok()
        .contentType(ScimErrorWriter.SCIM_JSON)
        .header(HttpHeaders.ETAG, etag)
        .header(HttpHeaders.LOCATION, location)
        .header(HttpHeaders.CONTENT_LOCATION, location)
        .bodyValue(representations.write(type, resource, projection));
  }

  /** RFC 9110, 13.1.2: weak comparison. */
  private static boolean isKnown(ServerRequest request, String etag) {
    for (String tag : request.headers().asHttpHeaders().getIfNoneMatch()) {
      if (tag.equals("*") || tag.replace("W/", "").equals(etag.replace("W/", ""))) {
        return true;
      }
    }
    return false;
  }

  /** Ids compare exactly, and we only make lower-case ones; anything else names nothing. */
  private static @Nullable ScimId id(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text) ? new ScimId(id) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static ListQuery searchQuery(ResourceType type, ObjectNode body) {
    boolean named = false;
    for (JsonNode schema : body.path("schemas")) {
      named |= schema.asString("").equalsIgnoreCase(SEARCH);
    }
    if (!named) {
      throw new ScimException(ScimType.INVALID_SYNTAX, "\"schemas\" must contain " + SEARCH);
    }
    return ListQuery.read(type, name -> text(name, body.get(name)));
  }

  private static @Nullable String text(String name, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isObject()) {
      throw new ScimException(ScimType.INVALID_SYNTAX, "\"" + name + "\" cannot be an object");
    }
    if (!value.isArray()) {
      return value.asString();
    }
    List<String> names = new ArrayList<>();
    value.forEach(element -> names.add(element.asString("")));
    return names.isEmpty() ? null : String.join(",", names);
  }
}
