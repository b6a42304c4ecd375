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

  private BrokerStorage() {}

  static void format(Path directory, Path properties) {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    var output = new ByteArrayOutputStream();
    var status =
        StorageTool.execute(
            new String[] {
              "format",
              "--ignore-formatted",
              "--cluster-id",
              Uuid.randomUuid().toString(),
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
