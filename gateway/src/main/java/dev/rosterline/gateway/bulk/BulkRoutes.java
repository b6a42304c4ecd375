package dev.rosterline.gateway.bulk;

import dev.rosterline.gateway.async.AsyncProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Where bulk requests are sent. */
@Configuration(proxyBeanMethods = false)
public class BulkRoutes {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  public RouterFunction<ServerResponse> bulkRouter(Bulk bulk) {
    return RouterFunctions.route().POST("/scim/v2/Bulk", bulk::handle).build();
  }

  @Bean
  BulkRunner bulkRunner(
      BulkRequestStore store, Bulk bulk, AsyncProperties properties, Clock clock) {
    return new BulkRunner(store, bulk, properties, clock);
  }
}
