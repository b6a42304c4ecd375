package dev.rosterline.local;

import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.datadir.LauncherLock;
import dev.rosterline.local.processes.Await;
import dev.rosterline.local.processes.Console;
import dev.rosterline.local.processes.LocalException;
import dev.rosterline.local.processes.ProcessLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code down}: asks the launcher to stop the system and waits; stops itself what a killed launcher
 * left.
 */
final class DownVerb {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private DownVerb() {}

  static int down(Path path) {
    var console = new Console(System.out);
    if (!Files.isDirectory(path)) {
      console.say("Nothing runs in " + path + ".");
      return 0;
    }
    var data = DataDirectory.open(path);
    var lock = LauncherLock.take(data).orElseGet(() -> afterLauncher(data, console));
    try {
      var ledger = new ProcessLedger(data.processes());
      ledger.stopSurvivors().forEach(name -> console.step(name + " of a lost launcher stopped"));
      data.forgetConnection();
      console.say("Stopped.");
    } finally {
      lock.release();
    }
    return 0;
  }

  private static LauncherLock afterLauncher(DataDirectory data, Console console) {
    LauncherLock.holder(data).ifPresent(ProcessHandle::destroy);
    console.step("asked the launcher to stop");
    var end = System.nanoTime() + LIMIT.toNanos();
    Optional<LauncherLock> lock = LauncherLock.take(data);
    while (lock.isEmpty() && System.nanoTime() < end) {
      Await.pause(Duration.ofMillis(100));
      lock = LauncherLock.take(data);
    }
    return lock.orElseThrow(
        () -> new LocalException("the launcher still runs after " + LIMIT.toSeconds() + " s"));
  }
}
