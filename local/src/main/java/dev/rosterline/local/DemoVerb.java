package dev.rosterline.local;

import dev.rosterline.local.datadir.Connection;
import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.datadir.LauncherLock;
import dev.rosterline.local.demo.Demo;
import dev.rosterline.local.processes.Console;
import dev.rosterline.local.processes.LocalException;

/** {@code demo}: an initial sync on a running system, or on one that is started for it. */
final class DemoVerb {

  private DemoVerb() {}

  static int demo(Request.Demo request) {
    var data = DataDirectory.open(request.options().data());
    var lock = LauncherLock.take(data);
    return lock.isPresent() ? onOwnSystem(request, data, lock.get()) : onRunning(request, data);
  }

  private static int onOwnSystem(Request.Demo request, DataDirectory data, LauncherLock lock) {
    var console = new Console(System.out);
    var connection = UpVerb.start(request.options(), data, lock, console);
    Welcome.tell(connection, data, request.options(), console);
    var status = play(request, connection);
    return request.exit() ? status : UpVerb.stay();
  }

  /** A system that was there before stays there. */
  private static int onRunning(Request.Demo request, DataDirectory data) {
    var connection =
        data.connection()
            .orElseThrow(
                () -> new LocalException("the system in " + data.root() + " is not ready yet"));
    return play(request, connection);
  }

  private static int play(Request.Demo request, Connection connection) {
    return new Demo(connection, System.out).run(request.users(), request.groups()) ? 0 : 1;
  }
}
