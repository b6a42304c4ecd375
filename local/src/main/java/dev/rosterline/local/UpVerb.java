package dev.rosterline.local;

import dev.rosterline.local.datadir.Connection;
import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.datadir.LauncherLock;
import dev.rosterline.local.processes.Console;
import java.util.concurrent.CountDownLatch;

/** {@code up} in the foreground: starts, tells how to connect, and stays until a signal. */
final class UpVerb {

  private UpVerb() {}

  static int up(UpOptions options) {
    var console = new Console(System.out);
    var data = DataDirectory.open(options.data());
    var lock = LauncherLock.take(data);
    if (lock.isEmpty()) {
      return AlreadyRunning.tell(data, console);
    }
    var connection = start(options, data, lock.get(), console);
    if (!Boolean.getBoolean(Detached.BEHIND)) {
      Welcome.tell(connection, data, options, console);
    }
    return stay();
  }

  /** Starts the system; the JVM's shutdown stops it again, whatever the reason. */
  static Connection start(
      UpOptions options, DataDirectory data, LauncherLock lock, Console console) {
    var system = new LocalSystem(options, data, console);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system, lock), "stop"));
    return system.start();
  }

  private static void stop(LocalSystem system, LauncherLock lock) {
    system.stop();
    lock.release();
  }

  static int stay() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
