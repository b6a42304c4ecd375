package dev.rosterline.local.services;

import dev.rosterline.local.database.ApplicationDatabase;
import dev.rosterline.local.datadir.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The environment variables of the services, the same that a deployment sets.
 *
 * @param auditUrl where the gateways reach the audit-service
 */
public record ServiceEnvironment(
    Secrets secrets, String bootstrapServers, int databasePort, String auditUrl) {

  Map<String, String> processor(String instance, int managementPort) {
    // It serves nothing but its health: one port, which then must not have an address of its own.
    var environment =
        common(instance, secrets.database().processor(), managementPort, managementPort);
    environment.remove("MANAGEMENT_SERVER_ADDRESS");
    return environment;
  }

  Map<String, String> audit(String instance, int port, int managementPort) {
    var environment = common(instance, secrets.database().audit(), port, managementPort);
    environment.put("ROSTERLINE_AUDIT_KEY", secrets.auditKey());
    return environment;
  }

  Map<String, String> gateway(String instance, int port, int managementPort) {
    var environment = common(instance, secrets.database().gateway(), port, managementPort);
    environment.put("ROSTERLINE_AUDIT_URL", auditUrl);
    environment.put("ROSTERLINE_AUDIT_KEY", secrets.auditKey());
    environment.put("ROSTERLINE_ADMIN_USER", secrets.admin().user());
    environment.put("ROSTERLINE_ADMIN_PASSWORD", secrets.admin().password());
    environment.put("ROSTERLINE_SIGN_IN_KEY", Objects.requireNonNull(secrets.signInKey()));
    environment.put("ROSTERLINE_BASE_URL", "http://127.0.0.1:" + port);
    return environment;
  }

  private Map<String, String> common(
      String instance, String databasePassword, int port, int managementPort) {
    var environment = new HashMap<String, String>();
    environment.put("ROSTERLINE_INSTANCE", instance);
    environment.put("ROSTERLINE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("ROSTERLINE_DB_HOST", "127.0.0.1");
    environment.put("ROSTERLINE_DB_PORT", Integer.toString(databasePort));
    environment.put("ROSTERLINE_DB_NAME", ApplicationDatabase.NAME);
    environment.put("ROSTERLINE_DB_OWNER_USER", ApplicationDatabase.OWNER);
    environment.put("ROSTERLINE_DB_OWNER_PASSWORD", secrets.database().owner());
    environment.put("ROSTERLINE_DB_PASSWORD", databasePassword);
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
    return environment;
  }
}
