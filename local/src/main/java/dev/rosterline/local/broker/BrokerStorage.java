package dev.rosterline.local.broker;

import dev.rosterline.local.processes.LocalException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Gives a new broker directory its cluster id, as {@code kafka-storage.sh format} does. */
final class BrokerStorage {

  private final Path directory;

  BrokerStorage(Path directory) {
    this.directory = directory;
  }

  boolean isFormatted() {
    return Files.exists(directory.resolve("meta.properties"));
  }

  void format(Path properties, Uuid clusterId) {
    if (isFormatted()) {
      return;
    }
    var output = new ByteArrayOutputStream();
    var status =
        StorageTool.execute(
            new String[] {
              "format",
              "--ignore-formatted",
              "--cluster-id",
              clusterId.toString(),
              "--config",
              properties.toString()
            },
            new PrintStream(output, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new LocalException(
          "cannot format " + directory + " for Kafka: " + output.toString(StandardCharsets.UTF_8));
    }
  }
}
