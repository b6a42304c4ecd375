package dev.rosterline.audit.integrity;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What seals the activity log.
 *
 * @param key secret of the checksums; with another one nothing verifies that was sealed before
 */
@ConfigurationProperties("rosterline.integrity")
record IntegrityProperties(String key) {

  IntegrityProperties {
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "rosterline.integrity.key (ROSTERLINE_AUDIT_CHAIN_KEY) is empty: set a secret to seal with");
    }
  }
}
