package dev.rosterline.gateway.error;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** Tells a wrong method on a known path (405 with Allow) from a path that is not there (404). */
@Configuration(proxyBeanMethods = false)
public class NotAllowedRoutes {

  /** Behind all routes that answer. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  public RouterFunction<ServerResponse> notAllowed() {
    RouterFunctions.Builder routes = RouterFunctions.route();
    for (String collection : new String[] {"/scim/v2/Users", "/scim/v2/Groups"}) {
      refuse(routes, collection, HttpMethod.GET, HttpMethod.POST);
      refuse(routes, collection + "/.search", HttpMethod.POST);
      refuse(
          routes,
          collection + "/{id}",
          HttpMethod.GET,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE);
    }
    refuse(routes, "/scim/v2", HttpMethod.GET);
    refuse(routes, "/scim/v2/", HttpMethod.GET);
    refuse(routes, "/scim/v2/.search", HttpMethod.POST);
    refuse(routes, "/scim/v2/Bulk", HttpMethod.POST);
    refuse(routes, "/scim/v2/AsyncResults/{txn}", HttpMethod.GET);
    refuse(routes, "/scim/v2/ServiceProviderConfig", HttpMethod.GET);
    refuse(routes, "/scim/v2/Schemas", HttpMethod.GET);
    refuse(routes, "/scim/v2/Schemas/{id}", HttpMethod.GET);
    refuse(routes, "/scim/v2/ResourceTypes", HttpMethod.GET);
    refuse(routes, "/scim/v2/ResourceTypes/{id}", HttpMethod.GET);
    return routes.build();
  }

  private static void refuse(RouterFunctions.Builder routes, String path, HttpMethod... allowed) {
    Set<HttpMethod> methods = new LinkedHashSet<>(Arrays.asList(allowed));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    // A method that is allowed and yet arrives here has no route: that is 404, not 405.
    routes.route(
        path(path).and(request -> !methods.contains(request.method())),
        request -> Mono.error(new MethodNotAllowedException(request.method(), methods)));
  }
}
