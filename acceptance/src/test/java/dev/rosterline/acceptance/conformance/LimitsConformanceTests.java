package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.search;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an installation limits, with limits so low that a test meets them. */
@ConformanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsConformanceTests {

  private static final int WRITES = 5;
  private static final int CALLS = 20;
  private static final int MATCHES = 3;
  private static final int ATTEMPTS = 2_000;
  private static final Pattern POLICY = Pattern.compile("\"(\\w+)\";q=(\\d+);w=(\\d+)");
  private static final Pattern LEFT = Pattern.compile("\"(\\w+)\";r=(\\d+);t=(\\d+)");

  private RosterlineSystem system;

  @BeforeAll
  void start() {
    system =
        RosterlineSystem.startWith(
            Map.of(
                "ROSTERLINE_DISPATCH_REQUESTSPERSECOND",
                Integer.toString(WRITES),
                "ROSTERLINE_DISPATCH_BURST",
                Integer.toString(WRITES),
                "ROSTERLINE_DISPATCH_CALLSPERSECOND",
                Integer.toString(CALLS),
                "ROSTERLINE_PAGING_MAXMATCHES",
                Integer.toString(MATCHES),
                "ROSTERLINE_PAGING_CURSORTIMEOUT",
                "2s"));
  }

  @AfterAll
  void stop() {
    system.close();
  }

  @Requirement("RL-01")
  @Requirement("RL-02")
  @Requirement("IA-03")
  @Requirement("ER-06")
  @Test
  void whoCallsTooOftenIsToldWhenToComeAgain() {
    var scim = account("Limited").client("conformance");
    var read = untilTooMany(() -> scim.get("/Users?count=1"));
    assertTold(read, "calls", CALLS);
    var discovered = untilTooMany(() -> scim.get("/ResourceTypes"));
    assertTold(discovered, "calls", CALLS);
    var body = search(",'count':1");
    assertTold(untilTooMany(() -> scim.post("/Users/.search", body)), "calls", CALLS);
    await().atMost(Duration.ofSeconds(10)).until(() -> scim.get("/Users").status() == 200);
  }

  @Requirement("RL-02")
  @Test
  void whatIsLeftIsToldBeforeItIsGone() {
    var scim = account("Left").client("conformance");
    var made = scim.post("/Users", user(name("left"))).expectResource(201);
    var writes = left(made, "writes");
    assertThat(writes).isBetween(0, WRITES - 1);
    assertThat(left(scim.get("/Users").expect(200), "calls")).isBetween(0, CALLS - 1);
    assertThat(left(scim.get("/Users/none").expectError(404), "calls")).isBetween(0, CALLS - 1);
  }

  private static int left(Answer answer, String name) {
    var left = LEFT.matcher(answer.header("RateLimit"));
    assertThat(left.matches()).as("RateLimit of %s", answer).isTrue();
    assertThat(left.group(1)).isEqualTo(name);
    return Integer.parseInt(left.group(2));
  }

  /** As fast as it goes: a slow machine needs several at once to be too fast. */
  private static Answer untilTooMany(Supplier<Answer> request) {
    List<Thread> threads = new ArrayList<>();
    var refused = new java.util.concurrent.atomic.AtomicReference<Answer>();
    for (var thread = 0; thread < 8; thread++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (var i = 0; i < ATTEMPTS && refused.get() == null; i++) {
                  var answer = request.get();
                  if (answer.status() == 429) {
                    refused.compareAndSet(null, answer);
                  }
                }
              }));
    }
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(refused.get()).as("an answer 429").isNotNull();
    return refused.get();
  }

  private static void assertTold(Answer refused, String name, int quota) {
    refused.expectError(429);
    var policy = POLICY.matcher(refused.header("RateLimit-Policy"));
    assertThat(policy.matches()).as(refused.header("RateLimit-Policy")).isTrue();
    assertThat(policy.group(1)).isEqualTo(name);
    assertThat(Integer.parseInt(policy.group(2))).isEqualTo(quota);
    var left = LEFT.matcher(refused.header("RateLimit"));
    assertThat(left.matches()).as(refused.header("RateLimit")).isTrue();
    assertThat(left.group(2)).isEqualTo("0");
    var after = refused.header("Retry-After");
    assertThat(after).matches("[1-9]\\d*");
    assertThat(Integer.parseInt(after)).isGreaterThanOrEqualTo(Integer.parseInt(left.group(3)));
  }

  @Requirement("Q-08")
  @Test
  void moreThanAListMayHoldIsTooMany() {
    var account = account("Many");
    var scim = account.client("conformance");
    var names = new ArrayList<String>();
    for (var i = 0; i <= MATCHES; i++) {
      names.add(name("many"));
      calmly(() -> scim.post("/Users", user(names.getLast()))).expectResource(201);
    }
    calmly(() -> scim.get("/Users?count=1")).expectError(400, "tooMany");
    calmly(() -> scim.get("/Users?cursor=&count=1")).expectError(400, "tooMany");
    var search = search(",'count':1");
    calmly(() -> scim.post("/Users/.search", search)).expectError(400, "tooMany");
    calmly(() -> scim.get("/Users?count=0")).expectList(MATCHES + 1);
    var one = "userName eq \"" + names.getFirst() + "\"";
    calmly(() -> scim.get("/Users?filter=" + ConformanceSuite.encoded(one))).expectList(1);
  }

  @Requirement("CP-08")
  @Test
  void oldCursorHasExpired() {
    var account = account("Old");
    var scim = account.client("conformance");
    for (var i = 0; i < MATCHES; i++) {
      calmly(() -> scim.post("/Users", user(name("old")))).expectResource(201);
    }
    var config = calmly(() -> scim.get("/ServiceProviderConfig")).expect(200).json();
    assertThat(config.at("/pagination/cursorTimeout").asInt()).isEqualTo(2);
    var first = calmly(() -> scim.get("/Users?cursor=&count=1")).expect(200).json();
    var next = "/Users?count=1&cursor=" + first.path("nextCursor").asString();
    var old =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> calmly(() -> scim.get(next)), answer -> answer.status() != 200);
    old.expectError(400, "expiredCursor");
  }

  private Account account(String name) {
    return system.account("LimitsConformanceTests " + name, 0);
  }

  /** As a client that heeds the limits. */
  private static Answer calmly(Supplier<Answer> request) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .until(request::get, answer -> answer.status() != 429);
  }
}
