package dev.rosterline.local.services;

import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.processes.Await;
import dev.rosterline.local.processes.Child;
import dev.rosterline.local.processes.Console;
import dev.rosterline.local.processes.JavaCommand;
import dev.rosterline.local.processes.Launch;
import dev.rosterline.local.processes.Supervisor;
import dev.rosterline.local.processes.WarmStart;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Starts the services side by side and waits until all are ready. */
public final class Services {

  private static final String HEAP = "256m";
  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private final DataDirectory data;
  private final ServiceEnvironment environment;
  private final Supervisor supervisor;
  private final Console console;
  private final Supervisor.OnDeath onDeath;
  private final SequencedMap<Child, Integer> managementPorts = new LinkedHashMap<>();

  public Services(
      DataDirectory data,
      ServiceEnvironment environment,
      Supervisor supervisor,
      Console console,
      boolean restart) {
    this.data = data;
    this.environment = environment;
    this.supervisor = supervisor;
    this.console = console;
    this.onDeath = restart ? Supervisor.OnDeath.RESTART : Supervisor.OnDeath.REPORT;
  }

  public void startProcessor(int number, int managementPort) {
    var name = "processor-" + number;
    start(
        JavaCommand.withHeap(HEAP),
        "processor",
        name,
        managementPort,
        environment.processor(name, managementPort));
  }

  public void startAudit(int port, int managementPort) {
    var name = "audit-service";
    start(
        JavaCommand.withHeap(HEAP).quickToWarm(),
        name,
        name,
        managementPort,
        environment.audit(name, port, managementPort));
  }

  public void startGateway(int number, int port, int managementPort) {
    var name = "gateway-" + number;
    start(
        JavaCommand.withHeap(HEAP),
        "gateway",
        name,
        managementPort,
        environment.gateway(name, port, managementPort));
  }

  private void start(
      JavaCommand java,
      String module,
      String name,
      int managementPort,
      Map<String, String> variables) {
    var jar = ServiceJars.of(module);
    var warmStart = new WarmStart(jar.file(), jar.version(), data.root().resolve(name + ".learnt"));
    var command = java.warm(warmStart).option("-Drosterline.name=" + name).jar(jar.file());
    var launch =
        new Launch(name, command, variables, data.log(name), Launch.StopSignal.TERM, warmStart);
    managementPorts.put(supervisor.start(launch, onDeath), managementPort);
  }

  /** Returns when every service said that it is ready. */
  public void awaitReady() {
    managementPorts.forEach(
        (child, port) -> {
          var readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
          Await.ok(child, readiness, START_LIMIT);
          console.step(child.name() + " ready");
        });
  }
}
