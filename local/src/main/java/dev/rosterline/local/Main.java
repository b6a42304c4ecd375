package dev.rosterline.local;

import dev.rosterline.local.processes.LocalException;

/** Does what {@code ./rosterline up}, {@code down} and {@code demo} say. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      return switch (CommandLine.parse(arguments)) {
        case Request.Up(var options) ->
            options.detach() ? Detached.up(options) : UpVerb.up(options);
        case Request.Down(var data) -> DownVerb.down(data);
        case Request.Demo demo -> DemoVerb.demo(demo);
      };
    } catch (LocalException e) {
      System.err.println("rosterline: " + e.getMessage());
      return 1;
    }
  }
}
