package dev.rosterline.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How much heap each Java process holds, asked of the process itself. */
final class Heaps {

  private static final Pattern USED =
      Pattern.compile("(\\S+(?: generation)?)\\s+total (?:reserved )?(\\d+)K.*?used (\\d+)K");

  private Heaps() {}

  /** One line a process; processes that are not Java's are left out. */
  static Map<String, String> of(Map<String, Long> pids) {
    Map<String, String> lines = new TreeMap<>();
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    pids.forEach(
        (name, pid) -> {
          if (!name.equals("postgres")) {
            var command = List.of(jcmd, Long.toString(pid), "GC.heap_info");
            var result = Command.run(Path.of("."), command);
            if (result.status() == 0) {
              lines.put(name, line(result.output()));
            }
          }
        });
    return lines;
  }

  private static String line(String output) {
    var text = new StringBuilder();
    var matcher = USED.matcher(output);
    while (matcher.find()) {
      var used = Long.parseLong(matcher.group(3)) / 1024;
      var total = Long.parseLong(matcher.group(2)) / 1024;
      text.append("%s %d of %d MiB  ".formatted(matcher.group(1), used, total));
    }
    return text.toString().strip();
  }
}
