package dev.rosterline.gateway.lookup;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.ScimErrorWriter;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** GET of users and groups, apart and together, and the same by POST to {@code .search}. */
@Configuration(proxyBeanMethods = false)
class LookupRoutes {

  private static final List<ResourceType> USERS = List.of(ResourceType.USER);
  private static final List<ResourceType> GROUPS = List.of(ResourceType.GROUP);
  private static final List<ResourceType> ALL = List.of(ResourceType.values());

  private final DirectoryStore directory;
  private final Pages pages;
  private final RepresentationWriter representations;
  private final ResourceWriter resources;
  private final ListWriter lists;

  LookupRoutes(
      DirectoryStore directory,
      Pages pages,
      RepresentationWriter representations,
      ResourceWriter resources,
      ListWriter lists) {
    this.directory = directory;
    this.pages = pages;
    this.representations = representations;
    this.resources = resources;
    this.lists = lists;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> lookups() {
    return route()
        .GET("/scim/v2/Users", request -> list(request, USERS))
        .GET("/scim/v2/Users/{id}", request -> one(request, ResourceType.USER))
        .POST("/scim/v2/Users/.search", request -> search(request, USERS))
        .GET("/scim/v2/Groups", request -> list(request, GROUPS))
        .GET("/scim/v2/Groups/{id}", request -> one(request, ResourceType.GROUP))
        .POST("/scim/v2/Groups/.search", request -> search(request, GROUPS))
        .GET("/scim/v2", request -> list(request, ALL))
        .GET("/scim/v2/", request -> list(request, ALL))
        .POST("/scim/v2/.search", request -> search(request, ALL))
        .build();
  }

  private Mono<ServerResponse> list(ServerRequest request, List<ResourceType> types) {
    return answer(request, () -> ListQuery.read(types, name -> parameter(request, name)));
  }

  /** A parameter without a value is there, and empty: {@code ?cursor} asks for the first page. */
  private static @Nullable String parameter(ServerRequest request, String name) {
    String value = request.queryParams().getFirst(name);
    return value == null && request.queryParams().containsKey(name) ? "" : value;
  }

  private Mono<ServerResponse> search(ServerRequest request, List<ResourceType> types) {
    if (!isJson(request.headers().firstHeader(HttpHeaders.CONTENT_TYPE))) {
      return Mono.error(
          new ScimException(
              ScimError.of(415, "Content-Type is not understood; send application/scim+json")));
    }
    return request
        .bodyToMono(byte[].class)
        .defaultIfEmpty(new byte[0])
        .flatMap(body -> answer(request, () -> SearchRequest.read(types, body)));
  }

  /** Of either name, with a charset or without; some clients send none. */
  private static boolean isJson(@Nullable String contentType) {
    return contentType == null
        || contentType.matches("(?i)application/(scim\\+)?json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");
  }

  private Mono<ServerResponse> answer(ServerRequest request, Supplier<ListQuery> reading) {
    Caller caller = Caller.of(request);
    ListQuery query = caller.reading(reading);
    ServerResponse.BodyBuilder answer = ServerResponse.ok().contentType(ScimErrorWriter.SCIM_JSON);
    return pages
        .page(caller.account(), caller.source().tokenId(), query)
        .flatMap(
            page ->
                ResourceWriter.areComplete(page.found())
                    ? answer.bodyValue(bytes(lists.text(query, page)))
                    : streamed(answer, lists.texts(caller.account(), query, page)));
  }

  private Mono<ServerResponse> one(ServerRequest request, ResourceType type) {
    String text = request.pathVariable("id");
    Projection projection =
        Caller.of(request)
            .reading(
                () ->
                    Projection.of(
                        type,
                        parameter(request, "attributes"),
                        parameter(request, "excludedAttributes")));
    ScimId id = id(text);
    return (id == null ? Mono.<Found>empty() : find(request, type, id, projection))
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ScimException(ScimError.notFound(type.wire() + " " + text + " not found"))))
        .flatMap(found -> answer(request, found, projection));
  }

  private Mono<Found> find(
      ServerRequest request, ResourceType type, ScimId id, Projection projection) {
    return switch (type) {
      case USER -> directory.user(Caller.of(request).account(), id).map(Found::user);
      case GROUP ->
          directory.groupPart(Caller.of(request).account(), id, projection.includes("members"));
    };
  }

  private Mono<ServerResponse> answer(ServerRequest request, Found found, Projection projection) {
    StoredResource resource = found.resource();
    String etag = representations.etag(resource.version());
    if (isKnown(request.headers().asHttpHeaders(), etag)) {
      return ServerResponse.status(304).header(HttpHeaders.ETAG, etag).build();
    }
    String location = representations.location(found.type(), resource.id());
    ServerResponse.BodyBuilder answer =
        ServerResponse.ok()
            .contentType(ScimErrorWriter.SCIM_JSON)
            .header(HttpHeaders.ETAG, etag)
            .header(HttpHeaders.LOCATION, location)
            .header(HttpHeaders.CONTENT_LOCATION, location);
    return found.lastMember() == null
        ? answer.bodyValue(bytes(resources.text(found, projection)))
        : streamed(answer, resources.texts(Caller.of(request).account(), found, projection));
  }

  /** Each text is sent before many more are made, so that a slow client costs no memory. */
  private static Mono<ServerResponse> streamed(
      ServerResponse.BodyBuilder answer, Flux<String> texts) {
    Flux<DataBuffer> buffers =
        texts.map(text -> DefaultDataBufferFactory.sharedInstance.wrap(bytes(text)));
    return answer.body((message, _) -> message.writeAndFlushWith(buffers.map(Mono::just)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** RFC 9110, 13.1.2: weak comparison. */
  static boolean isKnown(HttpHeaders headers, String etag) {
    for (String tag : tags(headers)) {
      if (tag.equals("*") || tag.replace("W/", "").equals(etag.replace("W/", ""))) {
        return true;
      }
    }
    return false;
  }

  /** What is no list of tags names none of ours. */
  private static List<String> tags(HttpHeaders headers) {
    try {
      return headers.getIfNoneMatch();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
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
}
