package dev.rosterline.local.demo;

import dev.rosterline.local.datadir.Connection;
import dev.rosterline.local.processes.Await;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The second part of the demo, on an account of its own: what its owner sees and decides. A removal
 * is scheduled, one cancelled, one done; a mapping gives roles; then the identity provider blocks
 * too many at once and the brake holds them.
 */
final class OwnersDay {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int PEOPLE = 10;

  private final AdminApi admin;
  private final OktaRequests okta;
  private final PrintStream out;
  private final String account;
  private final PublicTopics topics;
  private final Measurements measurements;
  private boolean holds = true;

  private OwnersDay(
      AdminApi admin,
      OktaRequests okta,
      PrintStream out,
      String account,
      PublicTopics topics,
      Measurements requests) {
    this.admin = admin;
    this.okta = okta;
    this.out = out;
    this.account = "/accounts/" + account;
    this.topics = topics;
    this.measurements = requests;
  }

  /** Returns whether everything went as told. */
  static boolean play(Connection connection, AdminApi admin, PrintStream out) {
    var run = Long.toString(System.currentTimeMillis() / 1000, 36);
    var account = admin.post("/accounts", Map.of("name", "Demo " + run)).path("id").asString();
    var token =
        admin
            .post("/accounts/" + account + "/tokens", Map.of("name", "Okta"))
            .path("token")
            .asString();
    var measurements = new Measurements();
    try (var client = new ScimClient(connection, token, measurements);
        var topics = new PublicTopics(connection.kafkaBootstrapServers(), account)) {
      var okta = new OktaRequests(client);
      return new OwnersDay(admin, okta, out, account, topics, measurements).play(run);
    }
  }

  private boolean play(String run) {
    out.printf("%nAn owner's day, in an account with a grace period of 30 days:%n");
    admin.patch(account + "/policy", Map.of("gracePeriodDays", 30));
    var ids = IntStream.range(0, PEOPLE).mapToObj(n -> okta.push(Person.of(n, run))).toList();
    okta.delete(ids.get(0));
    okta.delete(ids.get(1));
    scheduled();
    cancelled(Person.of(1, run));
    done();
    mapped(run, ids.subList(2, 5));
    held(ids.subList(2, PEOPLE).stream());
    tell(measurements.surprises().isEmpty(), "the identity provider got the answers it expects");
    return holds;
  }

  private void scheduled() {
    for (var pending : admin.get(account + "/removals").path("removals")) {
      tell(
          pending.path("dueAt").asString().compareTo(pending.path("requestedAt").asString()) > 0,
          "removal scheduled: %s stays until %s"
              .formatted(pending.path("userName").asString(), date(pending.path("dueAt"))));
    }
    tell(pending() == 2, "two removals are pending");
  }

  private void cancelled(Person person) {
    for (var removal : admin.get(account + "/removals").path("removals")) {
      if (removal.path("userName").asString().equals(person.userName())) {
        admin.post(account + "/removals/" + removal.path("member").asString() + "/cancel");
      }
    }
    tell(pending() == 1, "removal cancelled: %s stays".formatted(person.userName()));
  }

  /** A shorter period moves what is pending. */
  private void done() {
    admin.patch(account + "/policy", Map.of("gracePeriodDays", 0));
    tell(
        soon(() -> pending() == 0 && operations("removal.due") == 1),
        "the grace period is now 0 days: one removal done, the one that was cancelled not");
  }

  private void mapped(String run, List<String> ids) {
    var group = okta.createGroup("Sales " + run);
    okta.addMembers(group, ids);
    var mapping = Map.of("match", "prefix", "pattern", "sales ", "role", "seller");
    var mappings = Map.of("mappings", List.of(mapping));
    var roles = admin.post(account + "/mappings/preview", mappings).path("roles");
    var gained = roles.path(0).path("gained").path("count").asLong();
    tell(
        gained == ids.size(),
        "before it is saved, a mapping shows that %d people would become seller".formatted(gained));
    admin.put(account + "/mappings", mappings);
    tell(
        admin.get(account + "/mappings").path("mappings").size() == 1
            && admin.post(account + "/mappings/preview", mappings).path("roles").isEmpty(),
        "saved: the members of Sales %s are sellers".formatted(run));
    tell(
        soon(() -> told("role.gained") == ids.size()),
        "subscribers were told so: %d role.gained events".formatted(told("role.gained")));
    okta.removeMember(group, ids.getFirst());
    tell(
        soon(() -> told("role.lost") == 1) && told("role.gained") == ids.size(),
        "one leaves the group: %d role.lost event".formatted(told("role.lost")));
  }

  private long told(String type) {
    topics.read();
    return topics.events().getOrDefault(type, 0L);
  }

  private void held(Stream<String> ids) {
    admin.patch(account + "/policy", Map.of("brakeFloor", 4, "brakePercent", 0));
    ids.forEach(okta::deactivate);
    var holds = admin.get(account + "/holds").path("holds");
    tell(
        !holds.isEmpty() && holds.size() < PEOPLE - 2,
        "%d people blocked within a minute, at most 4 may leave in an hour: %d held by the brake"
            .formatted(PEOPLE - 2, holds.size()));
    if (holds.isEmpty()) {
      return;
    }
    var first = holds.path(0);
    admin.post(account + "/holds/" + first.path("member").asString() + "/release");
    admin.post(account + "/holds/cancel");
    tell(
        admin.get(account + "/holds").path("holds").isEmpty(),
        "the owner lets %s be blocked and keeps the others"
            .formatted(first.path("userName").asString()));
  }

  private int pending() {
    return admin.get(account + "/removals").path("removals").size();
  }

  private long operations(String name) {
    var count = 0L;
    for (var row : admin.get(account + "/activity/summary").path("operations")) {
      count += row.path("operation").asString().equals(name) ? row.path("count").asLong() : 0;
    }
    return count;
  }

  private static boolean soon(BooleanSupplier condition) {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Await.pause(Duration.ofMillis(250));
    }
    return true;
  }

  private static String date(JsonNode instant) {
    return instant.asString().substring(0, 10);
  }

  private void tell(boolean asTold, String what) {
    holds &= asTold;
    out.printf("  %s  %s%n", asTold ? "ok  " : "FAIL", what);
    out.flush();
  }
}
