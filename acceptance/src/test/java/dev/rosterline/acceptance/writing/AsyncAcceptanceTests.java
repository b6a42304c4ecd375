package dev.rosterline.acceptance.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was accepted is decided, once, whoever dies meanwhile; and its client can read how. */
@AcceptanceTest
class AsyncAcceptanceTests {

  private static final int PEOPLE = 2_000;
  private static final int TWICE = 20;
  private static final int AT_ONCE = 64;
  private static final int BULK = 400;
  private static final String EVENT = "urn:ietf:params:scim:event:misc:asyncresp";
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @Test
  void everythingAcceptedHasItsResultThoughAProcessorAndTheGatewayAreKilled(
      RosterlineSystem system) {
    var account = system.account("Asynchronous", 0);
    var client = account.client("async").withHeader("Prefer", "respond-async");
    var processes = system.processes();

    var accepted =
        together(
            PEOPLE,
            i -> {
              if (i == PEOPLE / 2) {
                processes.kill(processes.processors().getFirst());
              }
              return accepted(client, i);
            });
    processes.kill("gateway-1");
    awaitGateway(account);

    assertThat(new HashSet<>(transactions(accepted))).hasSize(PEOPLE);
    var claims = together(PEOPLE, i -> completion(account, accepted.get(i)));
    var made = new HashSet<String>();
    var conflicts = 0;
    for (var i = 0; i < PEOPLE; i++) {
      var event = claims.get(i).path("events").path(EVENT);
      assertThat(claims.get(i).path("txn").asString()).isEqualTo(accepted.get(i).header("Set-Txn"));
      if (event.path("status").asString().equals("201")) {
        made.add(claims.get(i).at("/sub_id/uri").asString());
      } else {
        assertThat(event.at("/response/scimType").asString()).isEqualTo("uniqueness");
        conflicts++;
      }
    }
    assertThat(conflicts).isEqualTo(TWICE);
    assertThat(made).hasSize(PEOPLE - TWICE);
    assertThat(total(account)).isEqualTo(PEOPLE - TWICE);
  }

  @Test
  void acceptedBulkRequestIsCarriedOutOnceThoughTheGatewayIsKilled(RosterlineSystem system) {
    var account = system.account("Asynchronous bulk", 0);
    var client = account.client("async").withHeader("Prefer", "respond-async");
    var operations =
        IntStream.range(0, BULK)
            .mapToObj(
                i ->
                    """
                    {"method":"POST","path":"/Users","bulkId":"%d","data":%s}"""
                        .formatted(i, user("bulk-" + i)))
            .collect(Collectors.joining(","));
    var accepted =
        client
            .post(
                "/Bulk",
                """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[%s]}"""
                    .formatted(operations))
            .expect(202);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(LIMIT)
        .until(() -> total(account) > 0);
    system.processes().kill("gateway-1");
    awaitGateway(account);

    assertThat(completion(account, accepted).path("sets").size()).isEqualTo(BULK);
    assertThat(total(account)).isEqualTo(BULK);
    var reader = account.client("async");
    for (var i = 0; i < BULK; i++) {
      var claims = reader.get(path(account, accepted) + ":" + i).expect(200).json();
      assertThat(claims.path("events").path(EVENT).path("status").asString()).isEqualTo("201");
      account.okta().get(claims.at("/sub_id/uri").asString()).expectResource(200);
    }
  }

  private static int total(Account account) {
    return account.okta().get("/Users?count=0").expect(200).json().path("totalResults").asInt();
  }

  @Test
  void withoutProcessorsResultsArePendingAndComeWhenTheyAreBack(RosterlineSystem system) {
    var account = system.account("Asynchronous without processors", 0);
    var client = account.client("async").withHeader("Prefer", "respond-async");
    var processes = system.processes();
    processes.processors().forEach(processes::pause);
    Answer accepted;
    try {
      accepted = client.post("/Users", user("early")).expect(202);
      var pending = account.client("async").get(path(account, accepted)).expect(202);
      assertThat(pending.text()).isEmpty();
      assertThat(pending.retryAfter()).isPositive();
    } finally {
      processes.processors().forEach(processes::resume);
    }
    assertThat(completion(account, accepted).path("events").path(EVENT).path("status").asString())
        .isEqualTo("201");
  }

  /** What is refused for the moment is sent again, as a client would; the last names are taken. */
  private static Answer accepted(ScimClient client, int i) {
    var name = "async-" + (i < PEOPLE - TWICE ? i : i - PEOPLE + TWICE);
    return Awaitility.await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> client.post("/Users", user(name)),
            answer -> {
              assertThat(answer.status()).as("%s", answer).isIn(202, 429, 503);
              return answer.status() == 202;
            });
  }

  private static JsonNode completion(Account account, Answer accepted) {
    var client = account.client("async");
    return Awaitility.await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> client.get(path(account, accepted)), answer -> answer.status() != 202)
        .expect(200)
        .json();
  }

  private static String path(Account account, Answer accepted) {
    return accepted.header("Location").substring(account.scimBase().length());
  }

  private static List<String> transactions(List<Answer> accepted) {
    return accepted.stream().map(answer -> answer.header("Set-Txn")).toList();
  }

  private static void awaitGateway(Account account) {
    Awaitility.await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> account.okta().get("/Users?count=0").status() == 200);
  }

  private static String user(String name) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s"}"""
        .formatted(name);
  }

  private interface Task<T> {
    T run(int number);
  }

  private static <T> List<T> together(int times, Task<T> task) {
    var places = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      IntStream.range(0, times)
          .forEach(i -> running.add(threads.submit(placed(places, () -> task.run(i)))));
      return running.stream().map(AsyncAcceptanceTests::joined).toList();
    }
  }

  private static <T> Callable<T> placed(Semaphore places, Callable<T> task) {
    return () -> {
      places.acquire();
      try {
        return task.call();
      } finally {
        places.release();
      }
    };
  }

  private static <T> T joined(Future<T> task) {
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
