package dev.rosterline.gateway.connection;

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
 * <p>Reactor Netty up to 1.3.8 queues a request that comes while the one before it on the same
 * connection is just ending; if that request is then answered at once, on the event loop, the
 * connection is never read again and all that follows on it hangs: 1 in 1,000 requests of a client
 * that is quick to reuse its connection. One change of thread costs a few microseconds.
 *
 * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">reactor-netty 4361</a>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class AnswerOffLoopFilter implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.defer(() -> chain.filter(exchange)).subscribeOn(Schedulers.parallel());
  }
}
