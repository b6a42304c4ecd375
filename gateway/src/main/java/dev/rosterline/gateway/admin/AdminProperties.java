package dev.rosterline.gateway.admin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who administers, and where the activity log is.
 *
 * @param user name of the local admin
 * @param password of the local admin; there is no default, and none is needed without one
 * @param auditUrl base URL of the audit-service
 * @param auditKey shared with the audit-service, which answers nobody else
 */
@ConfigurationProperties("rosterline.admin")
record AdminProperties(
    @DefaultValue("admin") String user, String password, String auditUrl, String auditKey) {

  AdminProperties {
    require(auditUrl, "ROSTERLINE_AUDIT_URL");
    require(auditKey, "ROSTERLINE_AUDIT_KEY");
  }

  /** For where there is a local admin. */
  String requiredPassword() {
    require(password, "ROSTERLINE_ADMIN_PASSWORD");
    return password;
  }

  private static void require(String value, String variable) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(variable + " is not set");
    }
  }
}
