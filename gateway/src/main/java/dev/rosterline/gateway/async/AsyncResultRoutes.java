package dev.rosterline.gateway.async;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Where completions are read, and the key that they are signed with. */
@Configuration(proxyBeanMethods = false)
public class AsyncResultRoutes {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  public RouterFunction<ServerResponse> asyncResultRouter(
      AsyncResults results, EventWriter events) {
    return route()
        .GET("/scim/v2" + Transactions.RESULTS + "{txn}", results::read)
        .GET(
            "/.well-known/jwks.json",
            _ ->
                events
                    .keySet()
                    .flatMap(
                        keys ->
                            ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(keys.toString())))
        .build();
  }
}
