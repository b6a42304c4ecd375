package dev.rosterline.gateway.admins;

import java.net.InetSocketAddress;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Tells the local admin's sign-in where an attempt comes from. The address of the connection, not
 * of a header that anybody can write.
 */
public final class CallerAddress implements WebFilter {

  private static final String KEY = CallerAddress.class.getName();
  private static final String UNKNOWN = "unknown";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
    String address =
        remote == null || remote.getAddress() == null
            ? UNKNOWN
            : remote.getAddress().getHostAddress();
    return chain.filter(exchange).contextWrite(context -> context.put(KEY, address));
  }

  public static String in(ContextView context) {
    return context.hasKey(KEY) ? context.<String>get(KEY) : UNKNOWN;
  }
}
