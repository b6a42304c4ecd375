package dev.rosterline.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param driver the load driver's executable
 * @param baseline the other server's Maven project; null measures Rosterline alone
 * @param data data directory of a running system; null starts one and stops it afterwards
 * @param users created per phase and round at most; fewer at low concurrency
 */
record Options(
    Path driver,
    Baseline.@Nullable Project baseline,
    @Nullable Path data,
    int portBase,
    Load load) {

  /** How much, how often, with how many connections. */
  record Load(int users, int rounds, int warmUps, List<Integer> concurrency) {

    Load {
      concurrency = List.copyOf(concurrency);
    }

    /** One connection does some two hundred users a second: a round should take seconds. */
    int users(int connections) {
      return Math.min(users, Math.max(1_000, connections * 200));
    }
  }

  static final String HELP =
      """
      ./rosterline bench --driver PATH [options]
          --driver PATH           load driver: an executable that takes --base --token --n --c --phases --pids
                                  and prints a JSON line a phase; it is copied before it is run
          --baseline DIR          Maven project of a server to measure beside Rosterline, alternating
          --baseline-token T      its bearer token (t0k)
          --baseline-heap SIZE    its -Xmx (1g)
          --data DIR              use the system that runs there instead of starting one
          --port-base N           first port of the system that is started (27080)
          --users N               users a phase and round, fewer at low concurrency (10000)
          --rounds N              measured rounds (3)
          --warm-up N             rounds before them (2)
          --concurrency A,B,..    connections (1,16,64,256)
      ./rosterline bench --lookups [--users N] [--data DIR] [--port-base N]
                                  look-ups and pages of one account with so many users (1000000)
      ./rosterline bench --activity [--rows N] [--data DIR] [--port-base N]
                                  searches and pages of so many rows of activity (10000000)
      ./rosterline bench --ingest [--outcomes N] [--data DIR]
                                  how fast the activity log takes outcomes that waited (200000)
      ./rosterline bench --removals [N] [--users N] [--concurrency N] [--data DIR] [--port-base N]
                                  removals due at once (100000), alone and beside a sync
      ./rosterline bench --micro [JMH options]    micro benchmarks
      """;

  static Options parse(String... arguments) {
    return new Parser(arguments).parse();
  }

  private static final class Parser {

    private final Deque<String> words;
    private @Nullable Path driver;
    private @Nullable Path baseline;
    private @Nullable Path data;
    private String token = "t0k";
    private String heap = "1g";
    private int portBase = 27_080;
    private int users = 10_000;
    private int rounds = 3;
    private int warmUps = 2;
    private List<Integer> concurrency = List.of(1, 16, 64, 256);

    Parser(String... arguments) {
      this.words = new ArrayDeque<>(List.of(arguments));
    }

    Options parse() {
      while (!words.isEmpty()) {
        option(words.removeFirst());
      }
      if (driver == null) {
        throw new IllegalArgumentException("--driver PATH is needed\n" + HELP);
      }
      var project =
          baseline == null ? null : new Baseline.Project(baseline, token, heap, portBase + 900);
      return new Options(
          driver, project, data, portBase, new Load(users, rounds, warmUps, concurrency));
    }

    private void option(String word) {
      switch (word) {
        case "--driver" -> driver = Path.of(value(word)).toAbsolutePath();
        case "--baseline" -> baseline = Path.of(value(word)).toAbsolutePath();
        case "--baseline-token" -> token = value(word);
        case "--baseline-heap" -> heap = value(word);
        case "--data" -> data = Path.of(value(word)).toAbsolutePath();
        case "--port-base" -> portBase = Integer.parseInt(value(word));
        case "--users" -> users = Integer.parseInt(value(word));
        case "--rounds" -> rounds = Integer.parseInt(value(word));
        case "--warm-up" -> warmUps = Integer.parseInt(value(word));
        case "--concurrency" ->
            concurrency = Arrays.stream(value(word).split(",")).map(Integer::valueOf).toList();
        default -> throw new IllegalArgumentException("unknown option " + word + "\n" + HELP);
      }
    }

    private String value(String option) {
      return Objects.requireNonNull(words.pollFirst(), () -> option + " needs a value");
    }
  }
}
