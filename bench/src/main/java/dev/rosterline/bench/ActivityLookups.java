package dev.rosterline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Searches in the activity of an account with very many rows, over HTTP through the gateway, one
 * after the other. A smaller account beside it is asked too: what it shares indexes with must not
 * slow it.
 */
public final class ActivityLookups {

  private static final int WARM_UP = 2_000;
  private static final int SMALL_SHARE = 50;
  private static final Duration YEAR = Duration.ofDays(350);

  private final Target admin;
  private final int requests;
  private final HttpClient client = HttpClient.newHttpClient();
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final List<JsonNode> seen = new ArrayList<>();

  private ActivityLookups(Target admin, int requests) {
    this.admin = admin;
    this.requests = requests;
  }

  /**
   * Options: {@code --rows N}, {@code --requests N} of each kind, {@code --port-base N}, {@code
   * --data DIR}.
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    var words = Arrays.asList(arguments);
    var rows = Long.parseLong(option(words, "--rows", "10000000"));
    var requests = Integer.parseInt(option(words, "--requests", "300"));
    var port = Integer.parseInt(option(words, "--port-base", "27080"));
    var data = option(words, "--data", "");
    Path running = data.isEmpty() ? null : Path.of(data).toAbsolutePath();
    try (var system = Rosterline.of(Path.of("").toAbsolutePath(), running, port)) {
      var admin = system.admin();
      var account = admin.base().substring(admin.base().lastIndexOf('/') + 1);
      var other = UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8)).toString();
      var activity = new ActivityRows(system.postgres(), system.database());
      if (activity.count(account) < rows) {
        var started = System.nanoTime();
        activity.fill(
            List.of(
                new ActivityRows.Share(account, rows),
                new ActivityRows.Share(other, rows / SMALL_SHARE)));
        System.out.printf("%,d rows written in %.0f s%n", rows, millis(started) / 1000);
      }
      var lookups = new ActivityLookups(admin, requests);
      lookups.warmUp();
      lookups.pages();
      lookups.filters();
      lookups.times();
      lookups.texts("");
      lookups.combined();
      lookups.counts();
      var base = admin.base().replace(account, other);
      var small =
          new ActivityLookups(
              new Target(admin.name(), base, admin.token(), admin.pids()), requests);
      System.out.println("the smaller account:");
      small.warmUp();
      small.texts("");
    }
  }

  private static String option(List<String> words, String name, String otherwise) {
    int place = words.indexOf(name);
    return place < 0 ? otherwise : words.get(place + 1);
  }

  /** Also learns ids to ask for later. */
  private void warmUp() throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      var page = get("/activity?limit=50&to=" + time());
      page.path("items").forEach(seen::add);
      if (seen.size() > 5_000) {
        seen.subList(0, 1_000).clear();
      }
    }
  }

  private void pages() throws IOException, InterruptedException {
    measure("newest page", () -> "/activity");
    measure("page by cursor anywhere", () -> "/activity?cursor=" + cursor());
    var group = get("/activity?operation=group.members&q=everyone&limit=1").path("items").path(0);
    measure("by person", () -> "/activity?resource=" + person());
    measure("by group", () -> "/activity?resource=" + group.path("resourceId").asString());
    measure("one operation", () -> "/activity/" + any().path("id").asString());
  }

  private void filters() throws IOException, InterruptedException {
    for (var operation : List.of("user.update", "user.restore", "policy.change", "hold.release")) {
      measure("operation " + operation, () -> "/activity?operation=" + operation);
    }
    for (var result : List.of("applied", "unchanged", "failed", "parked")) {
      measure("result " + result, () -> "/activity?result=" + result);
    }
    measure("update, refused", () -> "/activity?operation=user.update&result=refused");
    measure("restore, refused", () -> "/activity?operation=user.restore&result=refused");
    measure("removal, parked", () -> "/activity?operation=user.remove&result=parked");
    measure("source Okta", () -> "/activity?client=Okta");
    measure("source OneLogin", () -> "/activity?client=OneLogin");
    measure("restore by OneLogin", () -> "/activity?operation=user.restore&client=OneLogin");
    measure("an old token", () -> "/activity?token=" + path(any(), "source", "tokenId"));
    measure("update, page anywhere", () -> "/activity?operation=user.update&cursor=" + cursor());
    measure("failed, page anywhere", () -> "/activity?result=failed&cursor=" + cursor());
  }

  private void times() throws IOException, InterruptedException {
    for (var length : List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30))) {
      measure("range of " + length, () -> "/activity?" + range(length));
      measure("range, failed " + length, () -> "/activity?result=failed&" + range(length));
    }
  }

  private void texts(String filter) throws IOException, InterruptedException {
    var names = List.of("maria.smith", "Team 4711", ActivityRows.RARE_NAME, "nobody.of.this.name");
    for (var text : names) {
      measure("text " + text + filter, () -> search(text) + filter);
    }
    measure(
        "text of a person" + filter, () -> search(any().path("subject").asString("a")) + filter);
    for (var fragment : List.of("smi", "ppe", "zzq", "wei", "zz", "ma", "7")) {
      measure("text " + fragment + filter, () -> search(fragment) + filter);
    }
    measure("text taken" + filter, () -> search("is taken") + filter);
  }

  private void combined() throws IOException, InterruptedException {
    texts("&client=OneLogin");
    texts("&operation=user.restore");
    texts("&operation=group.members");
    texts("&result=failed");
    measure("person, rare filter", () -> "/activity?operation=user.restore&resource=" + person());
    var group = get("/activity?operation=group.members&q=everyone&limit=1").path("items").path(0);
    measure(
        "group, rare filter",
        () -> "/activity?client=OneLogin&resource=" + group.path("resourceId").asString());
    measure(
        "group, filter of nothing",
        () -> "/activity?result=parked&resource=" + group.path("resourceId").asString());
    measure("text in a day", () -> search("smith") + "&" + range(Duration.ofDays(1)));
    measure("rare text in a month", () -> search("zzqx") + "&" + range(Duration.ofDays(30)));
  }

  private void counts() throws IOException, InterruptedException {
    measure("counts of a day", () -> "/activity/summary?" + range(Duration.ofDays(1)));
    measure("sync page's tallies", () -> "/sync");
  }

  private void measure(String what, Supplier<String> path)
      throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    long rows = 0;
    int partial = 0;
    for (int i = 0; i < requests; i++) {
      var asked = path.get();
      var started = System.nanoTime();
      var answer = get(asked);
      times.add(millis(started));
      rows += answer.path("items").size();
      partial += answer.has("searchedTo") ? 1 : 0;
    }
    var sorted = times.stream().sorted().toList();
    System.out.printf(
        "%-48s p50 %7.1f  p95 %7.1f  p99 %7.1f ms   rows %5.1f%s%n",
        what,
        sorted.get(requests / 2),
        sorted.get(requests * 95 / 100),
        sorted.get(requests * 99 / 100),
        (double) rows / requests,
        partial == 0 ? "" : "   searched a part: " + partial);
  }

  private JsonNode any() {
    return seen.get(random.nextInt(seen.size()));
  }

  private String person() {
    JsonNode row = any();
    while (!row.has("memberId")) {
      row = any();
    }
    return row.path("resourceId").asString();
  }

  private static String path(JsonNode row, String... names) {
    JsonNode node = row;
    for (String name : names) {
      node = node.path(name);
    }
    return node.asString();
  }

  private String cursor() {
    var plain = time() + " " + new UUID(0, 0);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Some time of the year. */
  private Instant time() {
    return Instant.now().minusSeconds(random.nextLong(YEAR.toSeconds()));
  }

  private String range(Duration length) {
    var to = time();
    return "from=" + to.minus(length) + "&to=" + to;
  }

  private static String search(String text) {
    return "/activity?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    var basic = Base64.getEncoder().encodeToString(admin.token().getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(admin.base() + path))
            .header("Authorization", "Basic " + basic)
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      System.out.println(path + " answered " + response.statusCode() + " " + response.body());
      return JsonMapper.shared().createObjectNode();
    }
    return JsonMapper.shared().readTree(response.body());
  }

  private static double millis(long started) {
    return (System.nanoTime() - started) / 1e6;
  }
}
