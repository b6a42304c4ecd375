package dev.rosterline.local;

import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.datadir.LauncherLock;
import dev.rosterline.local.processes.Await;
import dev.rosterline.local.processes.Console;
import dev.rosterline.local.processes.JavaCommand;
import dev.rosterline.local.processes.LocalException;
import dev.rosterline.local.processes.OwnSession;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code up --detach}: a launcher in the background whose progress is shown until the system is
 * ready.
 */
final class Detached {

  /** Set in the launcher behind; what it prints goes to a log, where no token belongs. */
  static final String BEHIND = "rosterline.behind";

  private Detached() {}

  static int up(UpOptions options) {
    var console = new Console(System.out);
    var data = DataDirectory.open(options.data());
    var lock = LauncherLock.take(data);
    if (lock.isEmpty()) {
      return AlreadyRunning.tell(data, console);
    }
    data.forgetConnection();
    lock.get().release();
    return follow(begin(options, data), options, data, console);
  }

  private static Process begin(UpOptions options, DataDirectory data) {
    var command = new ArrayList<String>(OwnSession.prefix());
    command.addAll(
        JavaCommand.withHeap("128m")
            .option("-D" + BEHIND + "=true")
            .main(
                System.getProperty("java.class.path"),
                Main.class.getName(),
                arguments(options, data.root()).toArray(String[]::new)));
    try {
      Files.deleteIfExists(data.log("launcher"));
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(data.log("launcher").toFile())
          .redirectInput(new File("/dev/null"))
          .start();
    } catch (IOException e) {
      throw new LocalException("cannot start the launcher: " + e.getMessage(), e);
    }
  }

  /** The same options, for a launcher that stays. */
  static List<String> arguments(UpOptions options, Path root) {
    var ports = options.ports();
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("up", "--data", root.toString()));
    arguments.addAll(List.of("--port-base", Integer.toString(ports.base())));
    arguments.addAll(List.of("--gateways", Integer.toString(ports.gateways())));
    arguments.addAll(List.of("--processors", Integer.toString(ports.processors())));
    arguments.addAll(List.of("--brokers", Integer.toString(ports.brokers())));
    if (!options.restart()) {
      arguments.add("--no-restart");
    }
    return arguments;
  }

  private static int follow(
      Process launcher, UpOptions options, DataDirectory data, Console console) {
    var shown = 0L;
    while (launcher.isAlive() && !Files.exists(data.connectionFile())) {
      shown = copy(data.log("launcher"), shown);
      Await.pause(Duration.ofMillis(100));
    }
    if (!Files.exists(data.connectionFile())) {
      copy(data.log("launcher"), shown);
      return 1;
    }
    copy(data.log("launcher"), shown);
    var connection = data.connection().orElseThrow();
    Welcome.tell(connection, data, options, console);
    return 0;
  }

  private static long copy(Path log, long from) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      System.out.print(new String(bytes, StandardCharsets.UTF_8));
      System.out.flush();
      return from + bytes.length;
    } catch (IOException e) {
      return from;
    }
  }
}
