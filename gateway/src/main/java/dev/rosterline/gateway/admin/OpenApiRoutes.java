package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** {@code GET /admin/v1/openapi.yaml}: this API as OpenAPI 3.1 describes it. */
@Configuration(proxyBeanMethods = false)
class OpenApiRoutes {

  /** RFC 9512. */
  private static final MediaType YAML = new MediaType("application", "yaml");

  private static final ClassPathResource DOCUMENT = new ClassPathResource("openapi/admin-v1.yaml");

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> openApiRouter() {
    return route()
        .GET(
            "/admin/v1/openapi.yaml",
            _ -> ServerResponse.ok().contentType(YAML).bodyValue(DOCUMENT))
        .build();
  }
}
