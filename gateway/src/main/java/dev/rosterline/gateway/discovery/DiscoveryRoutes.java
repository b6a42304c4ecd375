package dev.rosterline.gateway.discovery;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.ScimErrorWriter;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.paging.PagingProperties;
import dev.rosterline.scim.discovery.Discovery;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.quirks.ConfigurationAttributes;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

@Configuration(proxyBeanMethods = false)
class DiscoveryRoutes {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> discovery(
      RepresentationWriter representations, PagingProperties paging) {
    String base = representations.baseUrl();
    return route()
        .GET(
            "/scim/v2/ServiceProviderConfig",
            request ->
                answer(
                    request,
                    () ->
                        Optional.of(
                            ConfigurationAttributes.readableBy(
                                request.headers().firstHeader(HttpHeaders.USER_AGENT),
                                Discovery.serviceProviderConfig(base, paging.limits())))))
        .GET(
            "/scim/v2/Schemas",
            request -> answer(request, () -> Optional.of(Discovery.schemas(base))))
        .GET(
            "/scim/v2/Schemas/{id}",
            request -> answer(request, () -> Discovery.schema(base, request.pathVariable("id"))))
        .GET(
            "/scim/v2/ResourceTypes",
            request -> answer(request, () -> Optional.of(Discovery.resourceTypes(base))))
        .GET(
            "/scim/v2/ResourceTypes/{id}",
            request ->
                answer(request, () -> Discovery.resourceType(base, request.pathVariable("id"))))
        .route(
            path("/scim/v2/Me"),
            _ ->
                notImplemented(
                    "/Me is not supported: a provisioning token is nobody in the directory"))
        .build();
  }

  private static Mono<ServerResponse> answer(
      ServerRequest request, Supplier<Optional<ObjectNode>> document) {
    if (request.queryParams().containsKey("filter")) {
      return Mono.error(
          new ScimException(ScimError.forbidden("Discovery cannot be filtered (RFC 7644, 4)")));
    }
    return Mono.justOrEmpty(published(request, document))
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ScimException(ScimError.notFound("There is nothing at " + request.path()))))
        .flatMap(
            node ->
                ServerResponse.ok()
                    .contentType(ScimErrorWriter.SCIM_JSON)
                    .header(HttpHeaders.VARY, HttpHeaders.USER_AGENT)
                    .bodyValue(node.toString()));
  }

  /** The configuration may be read without a token, and is the same for all. */
  private static Optional<ObjectNode> published(
      ServerRequest request, Supplier<Optional<ObjectNode>> document) {
    return request.attribute(Caller.ATTRIBUTE).isPresent()
        ? Caller.of(request).reading(document)
        : document.get();
  }

  private static Mono<ServerResponse> notImplemented(String detail) {
    return Mono.error(new ScimException(ScimError.of(501, detail)));
  }
}
