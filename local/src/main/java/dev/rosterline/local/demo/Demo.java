package dev.rosterline.local.demo;

import dev.rosterline.local.datadir.Connection;
import dev.rosterline.local.processes.Await;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * An initial sync from the first look-up to the last check, then what an account's owner decides.
 */
public final class Demo {

  private static final Duration CATCH_UP = Duration.ofSeconds(30);

  private final Connection connection;
  private final PrintStream out;
  private final Measurements measurements = new Measurements();

  public Demo(Connection connection, PrintStream out) {
    this.connection = connection;
    this.out = out;
  }

  /** Returns whether everything that was sent shows everywhere it should. */
  public boolean run(int users, int groups) {
    var plan = new SyncPlan(Long.toString(System.currentTimeMillis() / 1000, 36), users, groups);
    var account = connection.accountId();
    var terminal = System.console() != null && System.console().isTerminal();
    out.printf("An Okta initial sync of %d users and %d groups:%n", users, groups);
    try (var client = new ScimClient(connection, connection.token(), measurements);
        var admin = new AdminApi(connection);
        var topics = new PublicTopics(connection.kafkaBootstrapServers(), account)) {
      var before = Snapshot.take(client, admin, account);
      var result =
          new InitialSync(plan, new OktaRequests(client), new Progress(out, terminal)).run();
      Supplier<Checks.Found> look = () -> look(client, admin, topics, before, result);
      var found = catchUp(plan, look);
      var report = new Report(out);
      report.show(plan, found, result.usersTook(), measurements);
      var checks = Checks.of(plan, found);
      report.show(checks);
      return OwnersDay.play(connection, admin, out) & checks.hold();
    }
  }

  /** Activity and events arrive a moment after the answers. */
  private static Checks.Found catchUp(SyncPlan plan, Supplier<Checks.Found> look) {
    var end = System.nanoTime() + CATCH_UP.toNanos();
    while (true) {
      var found = look.get();
      if (Checks.of(plan, found).hold() || System.nanoTime() > end) {
        return found;
      }
      Await.pause(Duration.ofMillis(500));
    }
  }

  private Checks.Found look(
      ScimClient client,
      AdminApi admin,
      PublicTopics topics,
      Snapshot before,
      InitialSync.Result result) {
    topics.read();
    return new Checks.Found(
        Snapshot.take(client, admin, connection.accountId()).since(before),
        Snapshot.memberships(client, result.groups()),
        new EventCounts(topics.events()),
        topics.liveStates(),
        measurements.surprises().size());
  }
}
