package dev.rosterline.gateway.error;

import dev.rosterline.scim.error.ScimError;
import org.springframework.web.server.ServerWebExchange;

/** Is told of each request that the gateway itself refused, before it is answered. */
public interface RefusalListener {

  void refused(ServerWebExchange exchange, ScimError error);
}
