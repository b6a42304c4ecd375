package dev.rosterline.gateway.error;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimType;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Says in SCIM's words what Spring Security refuses before any route is found: methods that nobody
 * knows, and addresses and headers with characters that could mean something else to a proxy. Its
 * own answer has no body, and every error has one (RFC 7644, 3.12). What is not SCIM is answered by
 * whoever answers the errors there.
 */
@Component
class FirewallRefusals implements ServerExchangeRejectedHandler {

  private final ScimErrorWriter writer;

  FirewallRefusals(ScimErrorWriter writer) {
    this.writer = writer;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException refusal) {
    if (!exchange.getRequest().getPath().value().startsWith("/scim/")) {
      return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
    return writer.write(
        exchange,
        ScimError.badRequest(
            ScimType.INVALID_SYNTAX,
            "The method, the address or a header of the request is not well-formed"));
  }
}
