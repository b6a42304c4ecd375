package dev.rosterline.gateway.groups;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Where groups are written. */
@Configuration(proxyBeanMethods = false)
public class GroupWriteRoutes {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  public RouterFunction<ServerResponse> groupWriteRouter(GroupWrites groups) {
    return RouterFunctions.route()
        .POST("/scim/v2/Groups", groups::create)
        .PUT("/scim/v2/Groups/{id}", groups::replace)
        .PATCH("/scim/v2/Groups/{id}", groups::patch)
        .DELETE("/scim/v2/Groups/{id}", groups::delete)
        .build();
  }
}
