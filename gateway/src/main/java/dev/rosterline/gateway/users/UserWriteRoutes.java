package dev.rosterline.gateway.users;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Where users are written. */
@Configuration(proxyBeanMethods = false)
public class UserWriteRoutes {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  public RouterFunction<ServerResponse> userWriteRouter(UserWrites users) {
    return RouterFunctions.route()
        .POST("/scim/v2/Users", users::create)
        .PUT("/scim/v2/Users/{id}", users::replace)
        .PATCH("/scim/v2/Users/{id}", users::patch)
        .DELETE("/scim/v2/Users/{id}", users::delete)
        .build();
  }
}
