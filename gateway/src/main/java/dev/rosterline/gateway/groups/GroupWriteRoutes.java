package dev.rosterline.gateway.groups;

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

/** Where groups are written. */
@Configuration(proxyBeanMethods = false)
public class GroupWriteRoutes {

  @Bean
  public Drafts groupDrafts(Ids ids) {
    return new Drafts(new GroupKind(), ids);
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  public RouterFunction<ServerResponse> groupWriteRouter(Writes writes, Drafts groupDrafts) {
    return WriteRoutes.of(writes, groupDrafts);
  }
}
