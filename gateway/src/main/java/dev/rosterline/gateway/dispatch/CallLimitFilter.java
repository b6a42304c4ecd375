package dev.rosterline.gateway.dispatch;

import dev.rosterline.gateway.access.AccessFilter;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.RetryLaterException;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts every request of a token that was let in, reads too. */
final class CallLimitFilter implements WebFilter, Ordered {

  private final Admission admission;

  CallLimitFilter(Admission admission) {
    this.admission = admission;
  }

  /** Once it is known who is calling. */
  @Override
  public int getOrder() {
    return AccessFilter.ORDER + 1;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Caller caller = exchange.getAttribute(Caller.ATTRIBUTE);
    if (caller != null) {
      try {
        admission.call(caller, exchange.getResponse().getHeaders());
      } catch (RetryLaterException e) {
        return Mono.error(e);
      }
    }
    return chain.filter(exchange);
  }
}
