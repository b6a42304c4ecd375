package dev.rosterline.local.processes;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes caches of what the JVMs of a run have recorded, after the run and behind the caller. */
final class Learning {

  private Learning() {}

  /** Returns at once: the next start takes what is ready by then. */
  static void keep(Collection<Launch> launches, Console console) {
    var creations = new ArrayList<String>();
    for (var launch : launches) {
      var start = launch.warmStart();
      if (start != null && start.isRecorded()) {
        creations.add(start.creation(launch.command()));
      }
    }
    if (creations.isEmpty()) {
      return;
    }
    var command = new ArrayList<String>(OwnSession.prefix());
    OwnSession.find("nice").ifPresent(nice -> command.addAll(List.of(nice.toString(), "-n", "15")));
    command.addAll(List.of("sh", "-c", String.join("\n", creations)));
    var log = launches.iterator().next().log().resolveSibling("warm-start.log");
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .redirectInput(new File("/dev/null"))
          .start();
    } catch (IOException e) {
      console.step("what the JVMs learnt is not kept, the next start is a cold one too: " + e);
    }
  }
}
