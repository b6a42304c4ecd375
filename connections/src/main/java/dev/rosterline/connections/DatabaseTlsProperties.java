package dev.rosterline.connections;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether connections to PostgreSQL are encrypted, and whom they trust.
 *
 * @param sslMode {@code disable}; {@code require}: encrypted, with whoever answers; {@code
 *     verify-ca}: with a checked certificate; {@code verify-full}: of a checked name, too
 * @param sslRootCert file of the certificates in PEM that are trusted; needed where they are
 *     checked, such as {@code /etc/ssl/certs/ca-certificates.crt}
 */
@ConfigurationProperties("rosterline.db")
public record DatabaseTlsProperties(
    @DefaultValue("disable") Mode sslMode, @Nullable Path sslRootCert) {

  /** By the names that PostgreSQL's clients have for them. */
  public enum Mode {
    DISABLE,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** As the drivers spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean verifies() {
      return this == VERIFY_CA || this == VERIFY_FULL;
    }
  }

  public DatabaseTlsProperties {
    if (sslRootCert != null && sslRootCert.toString().isEmpty()) {
      sslRootCert = null;
    }
    if (sslMode.verifies() && sslRootCert == null) {
      throw new IllegalArgumentException(
          "rosterline.db.ssl-mode=%s needs rosterline.db.ssl-root-cert, the file of the"
                  .formatted(sslMode.word())
              + " certificates that are trusted");
    }
    if (sslRootCert != null && !Files.isReadable(sslRootCert)) {
      throw new IllegalArgumentException(
          "rosterline.db.ssl-root-cert names %s, which cannot be read".formatted(sslRootCert));
    }
  }

  /** The same for JDBC. */
  String appendedTo(String jdbcUrl) {
    StringBuilder url = new StringBuilder(jdbcUrl);
    url.append(jdbcUrl.contains("?") ? '&' : '?').append("sslmode=").append(sslMode.word());
    if (sslRootCert != null) {
      String file = URLEncoder.encode(sslRootCert.toString(), StandardCharsets.UTF_8);
      url.append("&sslrootcert=").append(file);
    }
    return url.toString();
  }
}
