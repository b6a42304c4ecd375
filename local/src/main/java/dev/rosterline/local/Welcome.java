package dev.rosterline.local;

import dev.rosterline.local.datadir.Connection;
import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.processes.Console;

/** What is printed when the system is ready. */
final class Welcome {

  private Welcome() {}

  static void tell(Connection connection, DataDirectory data, UpOptions options, Console console) {
    console.say(
        """

        Rosterline is ready.
          SCIM base URL   %s
          Token           %s   (shown this once)
          Console         %s
          Admin API       %s
          Admin           %s / %s
          Logs            %s
        Stop with %s
        """
            .formatted(
                connection.scimBaseUrl(),
                connection.token(),
                connection.consoleUrl(),
                connection.adminUrl(),
                connection.adminUser(),
                connection.adminPassword(),
                data.logs(),
                howToStop(options)));
  }

  private static String howToStop(UpOptions options) {
    var down = "./rosterline down --data " + options.data();
    return options.detach() ? down : "Ctrl-C here, or " + down + " in another shell.";
  }
}
