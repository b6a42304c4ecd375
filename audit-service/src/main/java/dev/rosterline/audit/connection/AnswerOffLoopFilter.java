package dev.rosterline.audit.connection;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Handles every request off the event loop, so that none is answered within the loop's own call.
 *
 * <p>Reactor Netty up to 1.3.8 may else stop reading a connection that its client is quick to use
 * again, as the gateway's is: one in some hundred requests was never answered.
 *
 * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">reactor-netty 4361</a>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AnswerOffLoopFilter implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.defer(() -> chain.filter(exchange)).subscribeOn(Schedulers.parallel());
  }
}
