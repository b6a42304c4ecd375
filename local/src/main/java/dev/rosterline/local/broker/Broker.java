package dev.rosterline.local.broker;

import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.processes.JavaCommand;
import dev.rosterline.local.processes.Launch;
import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** A real Kafka broker, in a JVM of its own so that it can be killed like one. */
final class Broker {

  private final DataDirectory data;
  private final Node node;
  private final String name;
  private final BrokerStorage storage;
  private final BrokerSettings settings;

  Broker(DataDirectory data, Node node, List<Node> all) {
    this.data = data;
    this.node = node;
    this.name = all.size() == 1 ? "broker" : "broker-" + node.id();
    Path directory = data.kafka(node.id());
    this.storage = new BrokerStorage(directory);
    this.settings = new BrokerSettings(directory, node, all);
  }

  int port() {
    return node.port();
  }

  /** Writes the settings, and formats the directory where that is still to be done. */
  void prepare(Uuid clusterId) {
    try {
      Files.createDirectories(data.kafka(node.id()));
      Files.writeString(properties(), settings.toProperties());
    } catch (IOException e) {
      throw new LocalException("cannot write " + properties() + ": " + e.getMessage(), e);
    }
    storage.format(properties(), clusterId);
  }

  Launch launch() {
    var command =
        JavaCommand.withHeap("512m")
            .option("-Drosterline.name=" + name)
            .option("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
            .option("-Dorg.slf4j.simpleLogger.showDateTime=true")
            .option("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
            .main(System.getProperty("java.class.path"), "kafka.Kafka", properties().toString());
    return new Launch(name, command, Map.of(), data.log(name), Launch.StopSignal.TERM);
  }

  private Path properties() {
    return data.root().resolve(name.replace("broker", "kafka") + ".properties");
  }
}
