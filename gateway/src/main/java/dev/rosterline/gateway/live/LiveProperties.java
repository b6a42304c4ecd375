package dev.rosterline.gateway.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pages of the console hear that there is something newer.
 *
 * @param every how often a gateway asks for an account that somebody looks at
 * @param heartbeat how often something is sent where nothing happens, so that nobody in between
 *     takes the connection for dead
 * @param recheck how often it is looked whether the session and the permission are still there
 * @param perSession pages of one session that are told at once; a browser opens six connections to
 *     a host, and needs some for the pages themselves
 * @param perGateway pages of all sessions that one gateway tells at once
 */
@ConfigurationProperties("rosterline.live")
record LiveProperties(
    @DefaultValue("1s") Duration every,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("15s") Duration recheck,
    @DefaultValue("4") int perSession,
    @DefaultValue("500") int perGateway) {

  LiveProperties {
    if (every.toMillis() < 1 || heartbeat.toMillis() < 1 || recheck.toMillis() < 1) {
      throw new IllegalArgumentException(
          "rosterline.live.every, heartbeat and recheck must be 1ms or more");
    }
    if (perSession < 1 || perGateway < 1) {
      throw new IllegalArgumentException(
          "rosterline.live.per-session and per-gateway must be 1 or more");
    }
  }
}
