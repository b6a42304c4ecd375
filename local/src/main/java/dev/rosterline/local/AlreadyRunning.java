package dev.rosterline.local;

import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.processes.Console;
import dev.rosterline.local.processes.LocalException;

/** A second {@code up} on a data directory changes nothing and says where the first one is. */
final class AlreadyRunning {

  private AlreadyRunning() {}

  static int tell(DataDirectory data, Console console) {
    var connection =
        data.connection()
            .orElseThrow(
                () ->
                    new LocalException(
                        "another launcher is starting or stopping the system in " + data.root()));
    console.say("Already running in " + data.root() + ": " + connection.scimBaseUrl());
    console.say("Everything needed to connect is in " + data.connectionFile());
    return 0;
  }
}
