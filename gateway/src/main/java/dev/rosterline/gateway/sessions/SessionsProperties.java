package dev.rosterline.gateway.sessions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a session of the console lasts without being used.
 *
 * @param idle from the last request; pages that only follow along count as none
 */
@ConfigurationProperties("rosterline.sessions")
record SessionsProperties(@DefaultValue("30m") Duration idle) {

  SessionsProperties {
    if (idle.toSeconds() < 1) {
      throw new IllegalArgumentException("rosterline.sessions.idle must be 1s or more");
    }
  }
}
