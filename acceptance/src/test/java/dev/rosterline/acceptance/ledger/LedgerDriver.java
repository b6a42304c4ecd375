package dev.rosterline.acceptance.ledger;

import dev.rosterline.acceptance.ledger.Operation.Kind;
import dev.rosterline.acceptance.ledger.Operation.Result;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.ScimClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Plays an identity provider and writes down what it was told. A person's requests follow one
 * another, as a provider sends them; many people are in flight at once.
 */
final class LedgerDriver {

  static final int STEPS = 10;

  private static final int LANES = 64;
  private static final int ATTEMPTS_TO_FIND = 30;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  private final ScimClient client;
  private final int people;
  private final Duration between;
  private final long begun = System.nanoTime();
  private final AtomicInteger nextPerson = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final Queue<Operation> ledger = new ConcurrentLinkedQueue<>();

  LedgerDriver(Account account, int people, int requestsPerSecond) {
    this.client = account.okta();
    this.people = people;
    this.between = Duration.ofSeconds(1).dividedBy(requestsPerSecond);
  }

  /** Returns when every request was answered or given up. */
  List<Operation> run() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int lane = 0; lane < LANES; lane++) {
        threads.execute(this::lane);
      }
    }
    return ledger.stream().sorted(Comparator.comparingInt(Operation::number)).toList();
  }

  private void lane() {
    for (int person = nextPerson.getAndIncrement();
        person < people;
        person = nextPerson.getAndIncrement()) {
      play(person);
    }
  }

  private void play(int person) {
    var id = create(person);
    if (id == null) {
      return;
    }
    for (int step = 1; step < STEPS; step++) {
      send(person, step, kind(person, step), id);
    }
  }

  /** Every fourth name is tried again; every third person leaves, every third is blocked. */
  private static Kind kind(int person, int step) {
    if (step == 1 && person % 4 == 0) {
      return Kind.DUPLICATE;
    }
    if (step == STEPS - 1 && person % 3 == 0) {
      return Kind.DELETE;
    }
    return step == STEPS - 1 && person % 3 == 1 ? Kind.DEACTIVATE : Kind.PATCH;
  }

  /** An unanswered create is looked for by name, as a provider does in its next cycle. */
  private @Nullable String create(int person) {
    var answer = exchange("POST", "/Users", user(name(person), Operation.marker(person * STEPS)));
    var id = answer != null && answer.status() == 201 ? answer.id() : null;
    record(person, 0, Kind.CREATE, id, answer);
    return id != null || Result.of(status(answer)) == Result.FAIL ? id : find(name(person));
  }

  private @Nullable String find(String userName) {
    for (int attempt = 0; attempt < ATTEMPTS_TO_FIND; attempt++) {
      var filter = "/Users?filter=userName%20eq%20%22" + userName + "%22";
      var answer = exchange("GET", filter, null);
      var found = answer == null || answer.status() != 200 ? null : answer.json();
      if (found != null && found.path("totalResults").asInt() == 1) {
        return found.path("Resources").path(0).path("id").asString();
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
    return null;
  }

  private void send(int person, int step, Kind kind, String id) {
    var marker = Operation.marker(person * STEPS + step);
    var path = "/Users/" + id;
    var answer =
        switch (kind) {
          case CREATE, DUPLICATE -> exchange("POST", "/Users", user(name(person), marker));
          case PATCH -> exchange("PATCH", path, patch(marker, ""));
          case DEACTIVATE -> exchange("PATCH", path, patch(marker, ",\"active\":false"));
          case DELETE -> exchange("DELETE", path, null);
        };
    record(person, step, kind, id, answer);
  }

  private void record(
      int person, int step, Kind kind, @Nullable String id, @Nullable Answer answer) {
    var number = person * STEPS + step;
    var marker = kind == Kind.DELETE ? "" : Operation.marker(number);
    var status = status(answer);
    ledger.add(new Operation(number, name(person), kind, marker, id, Result.of(status), status));
  }

  private static int status(@Nullable Answer answer) {
    return answer == null ? 0 : answer.status();
  }

  private @Nullable Answer exchange(String method, String path, @Nullable String body) {
    var due = begun + between.toNanos() * sent.getAndIncrement();
    var early = due - System.nanoTime();
    if (early > 0) {
      LockSupport.parkNanos(early);
    }
    try {
      var answer = client.exchange(method, path, body);
      pauseWhenTold(answer);
      return answer;
    } catch (IOException e) {
      return null;
    }
  }

  /** The request counts as answered; its client comes back later with the next one. */
  private static void pauseWhenTold(Answer answer) {
    if (answer.status() == 429 || answer.status() == 503) {
      LockSupport.parkNanos(Math.min(answer.retryAfter().toNanos(), LONGEST_PAUSE.toNanos()));
    }
  }

  private static String name(int person) {
    return "person" + person + "@ledger.example";
  }

  private static String user(String name, String marker) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","displayName":"%s",
         "active":true,"name":{"givenName":"Lee","familyName":"Ledger"},
         "emails":[{"value":"%s","type":"work","primary":true}]}
        """
        .formatted(name, marker, name);
  }

  private static String patch(String marker, String more) {
    return """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations":[{"op":"replace","value":{"displayName":"%s"%s}}]}
        """
        .formatted(marker, more);
  }
}
