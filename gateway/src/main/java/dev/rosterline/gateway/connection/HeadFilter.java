package dev.rosterline.gateway.connection;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Handles HEAD as GET, for monitors and proxies that ask so; the server's adapter leaves the body
 * out, and keeps its length.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2">RFC 9110, 9.3.2</a>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class HeadFilter implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
        ? chain.filter(exchange.mutate().request(request -> request.method(HttpMethod.GET)).build())
        : chain.filter(exchange);
  }
}
