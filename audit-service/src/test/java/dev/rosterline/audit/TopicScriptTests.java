package dev.rosterline.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes the topics of a deployment asks Kafka for what the contract says. */
@Tag("process")
class TopicScriptTests {

  @Test
  void scriptMakesTheTopicsOfTheContract(@TempDir Path directory) throws Exception {
    List<Topics.Definition> made =
        calls(directory).stream().map(TopicScriptTests::definition).toList();

    assertThat(made).containsExactlyElementsOf(Topics.all());
  }

  /** Runs the script with a tool that prints what it is asked for. */
  private static List<String> calls(Path directory) throws Exception {
    Path tool = directory.resolve("kafka-topics.sh");
    Files.writeString(tool, "#!/bin/sh\necho \"$*\"\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    ProcessBuilder script = new ProcessBuilder("bash", "../deploy/topics.sh");
    script.environment().put("KAFKA_TOPICS", tool.toString());
    Process process = script.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static Topics.Definition definition(String call) {
    List<String> words = Arrays.asList(call.split(" "));
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--config")) {
        String[] setting = words.get(i + 1).split("=", 2);
        settings.put(setting[0], setting[1]);
      }
    }
    assertThat(words).contains("--create", "--if-not-exists");
    return new Topics.Definition(
        after("--topic", words), Integer.parseInt(after("--partitions", words)), settings);
  }

  private static String after(String option, List<String> words) {
    return words.get(words.indexOf(option) + 1);
  }
}
