package dev.rosterline.local.broker;

import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.processes.Await;
import dev.rosterline.local.processes.Child;
import dev.rosterline.local.processes.JavaCommand;
import dev.rosterline.local.processes.Launch;
import dev.rosterline.local.processes.LocalException;
import dev.rosterline.local.processes.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A real Kafka broker, in a JVM of its own so that it can be killed like one. */
public final class Broker {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final DataDirectory data;
  private final BrokerSettings settings;

  public Broker(DataDirectory data, int port, int controllerPort) {
    this.data = data;
    this.settings = new BrokerSettings(data.kafka(), port, controllerPort);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + settings.port();
  }

  /** Writes the settings, and formats the directory where that is still to be done. */
  public void prepare() {
    try {
      Files.createDirectories(data.kafka());
      Files.writeString(properties(), settings.toProperties());
    } catch (IOException e) {
      throw new LocalException("cannot write " + properties() + ": " + e.getMessage(), e);
    }
    BrokerStorage.format(data.kafka(), properties());
  }

  /** Starts the process without waiting for it. */
  public Child start(Supervisor supervisor) {
    return supervisor.start(launch(properties()), Supervisor.OnDeath.REPORT);
  }

  private Path properties() {
    return data.root().resolve("kafka.properties");
  }

  /** Waits for the broker and makes sure that every topic exists. */
  public void awaitReady(Child child) {
    Await.port(child, settings.port(), START_LIMIT);
    TopicCreator.createMissing(bootstrapServers());
  }

  private Launch launch(Path properties) {
    var command =
        JavaCommand.withHeap("512m")
            .option("-Drosterline.name=broker")
            .option("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
            .option("-Dorg.slf4j.simpleLogger.showDateTime=true")
            .option("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
            .main(System.getProperty("java.class.path"), "kafka.Kafka", properties.toString());
    return new Launch("broker", command, Map.of(), data.log("broker"), Launch.StopSignal.TERM);
  }
}
