package dev.rosterline.local;

import dev.rosterline.local.processes.LocalException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads the words after {@code ./rosterline} into one complete request, or says what is wrong with
 * them.
 */
final class CommandLine {

  private static final int MOST_INSTANCES = 50;
  private static final int HIGHEST_BASE = 65_535 - PortPlan.SPAN;

  private final Deque<String> words;
  private Path data = Path.of(".rosterline");
  private int portBase = 18_080;
  private int processors = 1;
  private int gateways = 1;
  private int brokers = 1;
  private boolean detach;
  private boolean restart = true;
  private int users = 1000;
  private int groups = 20;
  private boolean exit;

  private CommandLine(List<String> words) {
    this.words = new ArrayDeque<>(words);
  }

  static Request parse(String... words) {
    var line = new CommandLine(List.of(words));
    if (line.words.isEmpty()) {
      throw new LocalException("nothing to do: up, down or demo");
    }
    var verb = line.words.removeFirst();
    return switch (verb) {
      case "up" -> new Request.Up(line.upOptions());
      case "down" -> new Request.Down(line.downOptions());
      case "demo" -> line.demo();
      default -> throw new LocalException("unknown verb " + verb + ": up, down or demo");
    };
  }

  private Request demo() {
    while (!words.isEmpty()) {
      var word = words.removeFirst();
      switch (word) {
        case "--users" -> users = number(word, 10, 1_000_000);
        case "--groups" -> groups = number(word, 1, 100_000);
        case "--exit" -> exit = true;
        default -> upOption(word);
      }
    }
    if (detach) {
      throw new LocalException(
          "demo stays in the foreground; start the system with up --detach first");
    }
    return new Request.Demo(up(), users, groups, exit);
  }

  private UpOptions upOptions() {
    while (!words.isEmpty()) {
      upOption(words.removeFirst());
    }
    return up();
  }

  private void upOption(String word) {
    switch (word) {
      case "--data" -> data = Path.of(value(word));
      case "--port-base" -> portBase = number(word, 1024, HIGHEST_BASE);
      case "--processors" -> processors = number(word, 1, MOST_INSTANCES);
      case "--gateways" -> gateways = number(word, 1, MOST_INSTANCES);
      case "--brokers" -> brokers = number(word, 1, PortPlan.MOST_BROKERS);
      case "--detach" -> detach = true;
      case "--no-restart" -> restart = false;
      default -> throw new LocalException("unknown option " + word + ": see ./rosterline help");
    }
  }

  private Path downOptions() {
    while (!words.isEmpty()) {
      var word = words.removeFirst();
      if (!word.equals("--data")) {
        throw new LocalException("unknown option " + word + ": down takes --data DIR");
      }
      data = Path.of(value(word));
    }
    return data;
  }

  private UpOptions up() {
    var ports = new PortPlan(portBase, gateways, processors, brokers);
    return new UpOptions(data, ports, restart, detach);
  }

  private String value(String option) {
    if (words.isEmpty()) {
      throw new LocalException(option + " needs a value");
    }
    return words.removeFirst();
  }

  private int number(String option, int least, int most) {
    var text = value(option);
    try {
      var number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with what would be valid.
    }
    throw new LocalException(
        "%s takes a number from %d to %d, not %s".formatted(option, least, most, text));
  }
}
