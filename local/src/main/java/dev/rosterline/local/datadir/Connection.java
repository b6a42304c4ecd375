package dev.rosterline.local.datadir;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a client, a test or {@code ./rosterline down} needs to know about a running system;
 * written when it is ready.
 *
 * @param postgresUrl a JDBC URL with the schema owner's user and password, for looking around
 * @param launcherPid the process that watches the others; a TERM to it stops the whole system
 * @param pids by name: broker, postgres, processor-1, audit-service, gateway-1, ...
 */
public record Connection(
    String scimBaseUrl,
    String token,
    String accountId,
    String consoleUrl,
    String adminUrl,
    String adminUser,
    String adminPassword,
    String auditUrl,
    String auditKey,
    String signInKey,
    String kafkaBootstrapServers,
    String postgresUrl,
    String logs,
    long launcherPid,
    Map<String, Long> pids) {

  public Connection {
    pids = new LinkedHashMap<>(pids);
  }

  public Connection withPids(Map<String, Long> pids) {
    return new Connection(
        scimBaseUrl,
        token,
        accountId,
        consoleUrl,
        adminUrl,
        adminUser,
        adminPassword,
        auditUrl,
        auditKey,
        signInKey,
        kafkaBootstrapServers,
        postgresUrl,
        logs,
        launcherPid,
        pids);
  }
}
