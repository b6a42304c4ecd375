package dev.rosterline.gateway.access;

import dev.rosterline.gateway.error.RefusalListener;
import dev.rosterline.scim.error.ScimError;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Writes down who was not let in or was told to slow down. At most {@link #EACH_SECOND} lines a
 * second: a flood of refusals is told of, and does not fill a disk.
 */
@Component
class RefusalLog implements RefusalListener {

  static final int EACH_SECOND = 20;

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final Set<Integer> TOLD = Set.of(401, 403, 429);

  /** As far as the endpoint: what follows may name a person. */
  private static final int SEGMENTS = 3;

  private static final int LONGEST = 60;

  private final Clock clock;
  private long second;
  private int written;
  private long omitted;

  RefusalLog(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void refused(ServerWebExchange exchange, ScimError error) {
    if (!TOLD.contains(error.status())) {
      return;
    }
    long before = admitted();
    if (before < 0) {
      return;
    }
    ServerHttpRequest request = exchange.getRequest();
    Caller caller = exchange.getAttribute(Caller.ATTRIBUTE);
    LOG.warn(
        "refused status={} method={} endpoint={} address={} account={} token={} omitted={}",
        error.status(),
        request.getMethod(),
        endpoint(request.getURI().getRawPath()),
        address(request.getRemoteAddress()),
        caller == null ? "unknown" : caller.account(),
        caller == null ? "unknown" : caller.source().tokenId(),
        before);
  }

  /** How many were left out since the last line; negative where this one is, too. */
  private synchronized long admitted() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      written = 0;
    }
    if (written == EACH_SECOND) {
      omitted++;
      return -1;
    }
    written++;
    long before = omitted;
    omitted = 0;
    return before;
  }

  private static String endpoint(String rawPath) {
    int end = 0;
    for (int segment = 0; segment < SEGMENTS && end >= 0; segment++) {
      end = rawPath.indexOf('/', end + 1);
    }
    String endpoint = end < 0 ? rawPath : rawPath.substring(0, end);
    return endpoint.length() > LONGEST ? endpoint.substring(0, LONGEST) : endpoint;
  }

  private static String address(@Nullable InetSocketAddress peer) {
    return peer == null || peer.getAddress() == null
        ? "unknown"
        : peer.getAddress().getHostAddress();
  }
}
