package dev.rosterline.audit.integrity;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What seals the activity log.
 *
 * @param key secret of the checksums; with another one nothing verifies that was sealed before
 * @param signingKeyFile Ed25519 private key in PEM, to sign heads of chains with every hour;
 *     without it they are not signed
 * @param publicKeyFile the public one, to check signatures with
 */
@ConfigurationProperties("rosterline.integrity")
record IntegrityProperties(
    String key, @Nullable Path signingKeyFile, @Nullable Path publicKeyFile) {

  IntegrityProperties {
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "rosterline.integrity.key (ROSTERLINE_AUDIT_CHAIN_KEY) is empty: set a secret to seal with");
    }
    signingKeyFile = named(signingKeyFile);
    publicKeyFile = named(publicKeyFile);
  }

  /** An empty variable names no file. */
  private static @Nullable Path named(@Nullable Path file) {
    return file == null || file.toString().isEmpty() ? null : file;
  }
}
