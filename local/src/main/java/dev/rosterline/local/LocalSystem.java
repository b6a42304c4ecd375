package dev.rosterline.local;

import dev.rosterline.local.broker.KafkaCluster;
import dev.rosterline.local.database.Postgres;
import dev.rosterline.local.datadir.Connection;
import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.datadir.Secrets;
import dev.rosterline.local.processes.Console;
import dev.rosterline.local.processes.LocalException;
import dev.rosterline.local.processes.ProcessLedger;
import dev.rosterline.local.processes.Supervisor;
import dev.rosterline.local.services.DemoAccount;
import dev.rosterline.local.services.ServiceEnvironment;
import dev.rosterline.local.services.Services;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The whole system of one data directory: the order in which it starts, and that it stops in
 * reverse.
 */
final class LocalSystem {

  private final UpOptions options;
  private final DataDirectory data;
  private final Console console;
  private final ProcessLedger ledger;
  private final Supervisor supervisor;

  LocalSystem(UpOptions options, DataDirectory data, Console console) {
    this.options = options;
    this.data = data;
    this.console = console;
    this.ledger = new ProcessLedger(data.processes());
    this.supervisor = new Supervisor(ledger, console);
  }

  /** Returns when every part answers its health check and {@code connection.json} is written. */
  Connection start() {
    data.forgetConnection();
    ledger.stopSurvivors().forEach(name -> console.step(name + " of an earlier run stopped"));
    var ports = options.ports();
    ports.requireFree();
    var secrets = data.secrets();
    var kafka = new KafkaCluster(data, ports.nodes());
    var postgres = new Postgres(data, secrets.database(), ports.postgres());
    startInfrastructure(kafka, postgres);
    startServices(secrets, kafka);
    var connection = connect(secrets, kafka, postgres);
    data.save(connection);
    supervisor.watch(() -> data.save(connection.withPids(supervisor.pids())));
    return connection;
  }

  /**
   * Both are started before the first is waited for: they are the longest wait and need nothing of
   * each other. PostgreSQL comes first, because it has to be the last to stop.
   */
  private void startInfrastructure(KafkaCluster kafka, Postgres postgres) {
    var preparation = CompletableFuture.runAsync(kafka::prepare);
    postgres.prepare();
    var postgresChild = postgres.start(supervisor);
    join(preparation);
    var brokers = kafka.start(supervisor);
    postgres.awaitReady(postgresChild);
    console.step("PostgreSQL on port " + options.ports().postgres());
    kafka.awaitReady(brokers);
    console.step("Kafka at " + kafka.bootstrapServers() + ", topics there");
  }

  private static void join(CompletableFuture<?> preparation) {
    try {
      preparation.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LocalException known
          ? known
          : new LocalException("cannot prepare Kafka: " + e.getCause(), e);
    }
  }

  private void startServices(Secrets secrets, KafkaCluster kafka) {
    var ports = options.ports();
    var environment =
        new ServiceEnvironment(
            secrets, kafka.bootstrapServers(), ports.postgres(), url(ports.audit()));
    var services = new Services(data, environment, supervisor, console, options.restart());
    services.startAudit(ports.audit(), ports.auditManagement());
    for (var i = 1; i <= ports.processors(); i++) {
      services.startProcessor(i, ports.processorManagement(i));
    }
    for (var i = 1; i <= ports.gateways(); i++) {
      services.startGateway(i, ports.gateway(i), ports.gatewayManagement(i));
    }
    services.awaitReady();
  }

  private Connection connect(Secrets secrets, KafkaCluster kafka, Postgres postgres) {
    var base = url(options.ports().gateway(1));
    var access = new DemoAccount(base, secrets.admin()).ensure(secrets.demo());
    data.save(secrets.withDemo(access));
    console.step("demo account and token");
    return new Connection(
        base + "/scim/v2",
        access.token(),
        access.accountId(),
        base + "/console",
        base + "/admin/v1",
        secrets.admin().user(),
        secrets.admin().password(),
        url(options.ports().audit()),
        secrets.auditKey(),
        Objects.requireNonNull(secrets.signInKey()),
        kafka.bootstrapServers(),
        postgres.inspectionUrl(),
        data.logs().toString(),
        ProcessHandle.current().pid(),
        supervisor.pids());
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  void stop() {
    data.forgetConnection();
    supervisor.stopAll();
  }
}
