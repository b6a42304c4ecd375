package dev.rosterline.audit.activity;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may ask.
 *
 * @param key what the header {@code X-Rosterline-Key} must hold; the gateway knows it too
 */
@ConfigurationProperties("rosterline.audit")
record ActivityProperties(String key) {

  ActivityProperties {
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "rosterline.audit.key (ROSTERLINE_AUDIT_KEY) is empty: set the key the gateway has too");
    }
  }
}
