package dev.rosterline.gateway.users;

import dev.rosterline.contract.Ids;
import dev.rosterline.gateway.dispatch.Writes;
import dev.rosterline.gateway.writing.Drafts;
import dev.rosterline.gateway.writing.WriteRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Where users are written. */
@Configuration(proxyBeanMethods = false)
public class UserWriteRoutes {

  @Bean
  public Drafts userDrafts(Ids ids) {
    return new Drafts(new UserKind(), ids);
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  public RouterFunction<ServerResponse> userWriteRouter(Writes writes, Drafts userDrafts) {
    return WriteRoutes.of(writes, userDrafts);
  }
}
