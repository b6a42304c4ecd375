package dev.rosterline.audit.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.audit.TestOutcomes;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Outcome;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("process")
class ActivityIntegrationTests {

  private static AuditSystem system;

  private final TestOutcomes outcomes = new TestOutcomes();

  @BeforeAll
  static void start() throws Exception {
    system = AuditSystem.running();
  }

  @Test
  void pagingWalksEveryRowOnceWhileNewOnesArrive() throws Exception {
    List<Outcome> known = outcomes.applied(250);
    record(known, 250);

    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int page = 0; cursor != null; page++) {
      JsonNode answer = ask("&limit=20" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      answer.path("items").forEach(item -> seen.add(item.path("id").asString()));
      cursor = answer.path("nextCursor").asString(null);
      record(outcomes.applied(10), 250 + 10 * (page + 1));
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids(known));
    // Ids of version 7 sort by time.
    assertThat(seen.stream().map(id -> id.substring(0, 13)).toList())
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  @Test
  void searchFindsAPartOfSubjectOrDetailInAnyCase() throws Exception {
    record(
        List.of(
            outcomes.applied("Ada.Lovelace@example.com"),
            outcomes.refused("grace", "userName ADA_L is taken"),
            outcomes.applied("100%sure")),
        3);

    assertThat(subjects("&q=ada")).containsExactlyInAnyOrder("Ada.Lovelace@example.com", "grace");
    assertThat(subjects("&q=LOVELACE@EX")).containsExactly("Ada.Lovelace@example.com");
    assertThat(subjects("&q=" + encoded("a_l"))).containsExactly("grace");
    assertThat(subjects("&q=" + encoded("%"))).containsExactly("100%sure");
    assertThat(subjects("&q=" + encoded("\\"))).isEmpty();
    assertThat(subjects("&q=" + encoded("' or true --"))).isEmpty();
  }

  @Test
  void filtersNarrowByOperationResultAndTime() throws Exception {
    Instant noon = Instant.parse("2026-11-20T12:00:00Z");
    record(
        List.of(
            outcomes.appliedAt(noon, "noon"),
            outcomes.appliedAt(noon.minusMillis(1), "before"),
            outcomes.refused("today", "taken")),
        3);

    assertThat(subjects("&operation=user.update")).containsExactly("today");
    assertThat(subjects("&result=failed")).containsExactly("today");
    assertThat(subjects("&result=applied")).containsExactly("noon", "before");
    assertThat(subjects("&to=" + noon)).containsExactly("before");
    assertThat(subjects("&from=" + noon + "&to=" + noon.plusMillis(1))).containsExactly("noon");
  }

  @Test
  void filtersNarrowByWhomItConcernsAndWhoAsked() throws Exception {
    record(List.of(outcomes.applied("ada"), outcomes.applied("grace")), 2);
    JsonNode ada = ask("&q=ada").path("items").path(0);
    String client = ada.path("source").path("client").asString();

    assertThat(subjects("&resource=" + ada.path("resourceId").asString())).containsExactly("ada");
    assertThat(subjects("&client=" + encoded(client))).containsExactlyInAnyOrder("ada", "grace");
    assertThat(subjects("&client=nobody")).isEmpty();
    assertThat(subjects("&token=" + UUID.randomUUID())).isEmpty();
  }

  @Test
  void summaryCountsByOperationAndResult() throws Exception {
    record(List.of(outcomes.applied("a"), outcomes.applied("b"), outcomes.refused("c", "no")), 3);

    JsonNode answer = system.json("/activity/summary?account=" + outcomes.account);

    assertThat(answer.toString())
        .isEqualTo(
            """
            {"operations":[{"operation":"user.create","result":"applied","count":2},\
            {"operation":"user.update","result":"refused","count":1}]}""");
  }

  @Test
  void tallyCountsByTheMinuteAndTheHourHoweverOftenAnOutcomeIsDelivered() throws Exception {
    List<Outcome> known =
        List.of(outcomes.applied("a"), outcomes.applied("b"), outcomes.refused("c", "no"));
    record(known, 3);
    system.publish(known);
    record(List.of(outcomes.applied("d")), 4);

    String range = "&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
    for (String step : List.of("minute", "hour")) {
      JsonNode answer =
          system.json("/activity/tally?account=" + outcomes.account + range + "&step=" + step);
      long applied = 0;
      long failed = 0;
      for (JsonNode row : answer.path("tally")) {
        applied += row.path("failed").asBoolean() ? 0 : row.path("count").asLong();
        failed += row.path("failed").asBoolean() ? row.path("count").asLong() : 0;
      }
      assertThat(List.of(applied, failed)).as(step).containsExactly(3L, 1L);
    }
    assertThat(
            system.get("/activity/tally?account=" + outcomes.account, AuditSystem.KEY).statusCode())
        .isEqualTo(400);
  }

  @Test
  void newestGrowsWithWhatIsRecordedHoweverOldAndStaysWhenItIsDeliveredAgain() throws Exception {
    assertThat(newest()).isZero();
    List<Outcome> known = List.of(outcomes.applied("a"));
    record(known, 1);
    long first = newest();
    assertThat(first).isPositive();

    system.publish(known);
    record(List.of(outcomes.appliedAt(Instant.now().minus(Duration.ofDays(1)), "late")), 2);
    assertThat(newest()).isEqualTo(first + 1);
    assertProblem(400, system.get("/activity/newest", AuditSystem.KEY));
  }

  private long newest() throws Exception {
    return system.json("/activity/newest?account=" + outcomes.account).path("newest").asLong();
  }

  @Test
  void oneOperationIsToldWithItsEvidence() throws Exception {
    var change = new Evidence.Change("name.familyName", "Holt", "Ha\u0000ll");
    Outcome outcome =
        outcomes
            .applied("ann")
            .with(new Evidence(List.of(change), List.of("x.updated"), null, "00-ab", null));
    record(List.of(outcome, outcomes.applied("bob")), 2);

    JsonNode told = system.json(path(outcome) + outcomes.account);

    assertThat(told.path("subject").asString()).isEqualTo("ann");
    assertThat(told.path("evidence").toString())
        .isEqualTo(
            """
            {"changes":[{"path":"name.familyName","before":"Holt","after":"Ha\\u0000ll"}],\
            "events":["x.updated"],"traceparent":"00-ab"}""");
    assertThat(ask("&q=ann").path("items").path(0).has("evidence")).isFalse();
  }

  @Test
  void operationOfAnotherAccountOrOfNoneIsNotThere() throws Exception {
    Outcome outcome = outcomes.applied("ann");
    record(List.of(outcome), 1);

    String stranger = new TestOutcomes().account.toString();
    assertProblem(404, system.get(path(outcome) + stranger, AuditSystem.KEY));
    for (String id : List.of("x", UUID.randomUUID().toString(), outcomes.account.toString())) {
      assertProblem(
          404, system.get("/activity/" + id + "?account=" + outcomes.account, AuditSystem.KEY));
    }
    assertProblem(401, system.get(path(outcome) + outcomes.account, "wrong"));
    assertProblem(400, system.get("/activity/" + outcome.command(), AuditSystem.KEY));
  }

  private static String path(Outcome outcome) {
    return "/activity/" + outcome.command() + "?account=";
  }

  @Test
  void anotherAccountSeesNothing() throws Exception {
    record(List.of(outcomes.applied("a")), 1);

    JsonNode answer = system.json("/activity?account=" + new TestOutcomes().account);

    assertThat(answer.path("items").size()).isZero();
    assertThat(answer.has("nextCursor")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/activity", "/activity/summary", "/activity/newest"})
  void withoutTheKeyNothingIsTold(String path) throws Exception {
    for (@Nullable String key : new String[] {null, "", "wrong", AuditSystem.KEY + "x"}) {
      assertProblem(401, system.get(path + "?account=" + outcomes.account, key));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "account=",
        "account=7",
        "account=A&limit=0",
        "account=A&limit=x",
        "account=A&from=yesterday",
        "account=A&to=%2B10889-01-01T00:00:00Z",
        "account=A&operation=user.fly",
        "account=A&result=maybe",
        "account=A&resource=7",
        "account=A&token=x",
        "account=A&cursor=!",
        "account=A&cursor=YWJj",
        "account=A&q=%00"
      })
  void badParameterIsNamed(String query) throws Exception {
    String url = "/activity?" + query.replace("=A", "=" + outcomes.account);

    HttpResponse<String> answer = system.get(url, AuditSystem.KEY);

    assertProblem(400, answer);
    String parameter = query.isEmpty() ? "account" : query.replaceAll(".*[&]|=.*", "");
    assertThat(answer.body()).contains("Parameter " + parameter + " ");
  }

  private static void assertProblem(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  private void record(List<Outcome> given, long rowsThen) {
    system.publish(given);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> system.rows(outcomes.account.value()) == rowsThen);
  }

  private JsonNode ask(String more) throws Exception {
    return system.json("/activity?account=" + outcomes.account + more);
  }

  private List<String> subjects(String more) throws Exception {
    return StreamSupport.stream(ask(more).path("items").spliterator(), false)
        .map(item -> item.path("subject").asString())
        .toList();
  }

  private static List<String> ids(List<Outcome> given) {
    return given.stream().map(outcome -> outcome.command().toString()).toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
