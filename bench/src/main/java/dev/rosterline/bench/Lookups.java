package dev.rosterline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Look-ups and pages of an account with very many users: the users are written to the database
 * directly, the requests go over HTTP, one after the other.
 */
public final class Lookups {

  private static final int AT_ONCE = 50_000;
  private static final int REQUESTS = 3_000;
  private static final int WARM_UP = 500;

  /** Until a gateway that was just started has compiled what all requests go through. */
  private static final int JUST_STARTED = 8_000;

  private static final int PAGE = 100;
  private static final int COMPARED = 50;

  private static final String FILL =
      """
      insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key,
        external_id, display_name, display_key, email_keys, work_email_key, active, document,
        created_at, modified_at)
      select account_id, id, id, name, name, 'x' || i, 'Look-up ' || i, 'look-up ' || i,
        array[name, 'home' || name], name, true,
        jsonb_build_object('schemas', jsonb_build_array('urn:ietf:params:scim:schemas:core:2.0:User'),
          'userName', name, 'externalId', 'x' || i, 'displayName', 'Look-up ' || i, 'active', true,
          'emails', jsonb_build_array(
            jsonb_build_object('type', 'work', 'value', name, 'primary', true),
            jsonb_build_object('type', 'home', 'value', 'home' || name))), now(), now()
      from (select t.account_id, i, gen_random_uuid() as id, 'lookup' || i || '@example.com' as name
              from account.token t, generate_series(%d, %d) i
             where t.hash = sha256(convert_to('%s', 'UTF8'))) u
      on conflict do nothing
      """;

  private final Target target;
  private final HttpClient client = HttpClient.newHttpClient();

  private Lookups(Target target) {
    this.target = target;
  }

  /** Options: {@code --users N}, {@code --port-base N}, {@code --data DIR}. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    var words = Arrays.asList(arguments);
    var users = Integer.parseInt(option(words, "--users", "1000000"));
    var port = Integer.parseInt(option(words, "--port-base", "27080"));
    var data = option(words, "--data", "");
    Path running = data.isEmpty() ? null : Path.of(data).toAbsolutePath();
    try (var system = Rosterline.of(Path.of("").toAbsolutePath(), running, port)) {
      var lookups = new Lookups(system.target());
      if (lookups.get("/Users?count=0").path("totalResults").asInt() < users) {
        fill(system, users);
      }
      lookups.warmUp();
      lookups.byAttribute(users);
      lookups.signIns(system.signIn(), users);
      lookups.pages(users);
    }
  }

  private static String option(List<String> words, String name, String otherwise) {
    int place = words.indexOf(name);
    return place < 0 ? otherwise : words.get(place + 1);
  }

  private static void fill(Rosterline system, int users) {
    var postgres = system.postgres();
    var started = System.nanoTime();
    for (int i = 1; i <= users; i += AT_ONCE) {
      var last = Math.min(users, i + AT_ONCE - 1);
      postgres.execute(system.database(), FILL.formatted(i, last, system.target().token()));
    }
    postgres.execute(system.database(), "vacuum analyze directory.member");
    System.out.printf("%,d users written in %.0f s%n", users, millis(started) / 1000);
  }

  private void warmUp() throws IOException, InterruptedException {
    for (int i = 0; i < JUST_STARTED; i++) {
      get("/Users?filter=userName%20eq%20%22lookup" + (i + 1) + "%40example.com%22");
    }
  }

  private void byAttribute(int users) throws IOException, InterruptedException {
    lookUp("userName", users, i -> "userName eq \"lookup" + i + "@example.com\"");
    lookUp("externalId", users, i -> "externalId eq \"x" + i + "\"");
    lookUp("emails.value", users, i -> "emails.value eq \"homelookup" + i + "@example.com\"");
    lookUp(
        "emails[type eq \"work\"].value",
        users,
        i -> "emails[type eq \"work\"].value eq \"lookup" + i + "@example.com\"");
    lookUp("nobody", users, i -> "userName eq \"nobody" + i + "\"");
  }

  private void lookUp(String what, int users, IntFunction<String> filter)
      throws IOException, InterruptedException {
    var random = RandomGenerator.getDefault();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < WARM_UP + REQUESTS; i++) {
      var text = filter.apply(1 + random.nextInt(users));
      var started = System.nanoTime();
      var list = get("/Users?filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
      if (i >= WARM_UP) {
        times.add(millis(started));
      }
      if (list.path("totalResults").asInt() != (what.equals("nobody") ? 0 : 1)) {
        throw new IllegalStateException(text + " found " + list);
      }
    }
    print(what, times);
  }

  private void signIns(Target access, int users) throws IOException, InterruptedException {
    var random = RandomGenerator.getDefault();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < WARM_UP + REQUESTS; i++) {
      var name = "lookup" + (1 + random.nextInt(users)) + "%40example.com";
      var started = System.nanoTime();
      var answer = get(access, "/sign-in?userName=" + name);
      if (i >= WARM_UP) {
        times.add(millis(started));
      }
      if (!answer.path("allowed").asBoolean()) {
        throw new IllegalStateException(name + " may not sign in: " + answer);
      }
    }
    print("sign-in check", times);
  }

  /** By cursor from the first page to the last, or to page 10,000. */
  private void pages(int users) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    @Nullable String cursor = "";
    while (cursor != null && times.size() < Math.min(10_000, users / PAGE)) {
      var started = System.nanoTime();
      var page = get("/Users?count=" + PAGE + "&cursor=" + cursor);
      times.add(millis(started));
      cursor = page.path("nextCursor").asString(null);
    }
    int pages = times.size();
    print("cursor pages 1 to " + COMPARED, times.subList(0, Math.min(COMPARED, pages)));
    print("cursor pages to " + pages, times.subList(Math.max(0, pages - COMPARED), pages));
    var started = System.nanoTime();
    get("/Users?count=" + PAGE + "&startIndex=" + (users - PAGE));
    print("last page by index", List.of(millis(started)));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return get(target, path);
  }

  private JsonNode get(Target server, String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .header("Authorization", "Bearer " + server.token())
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + " answered " + response);
    }
    return JsonMapper.shared().readTree(response.body());
  }

  private static void print(String what, List<Double> times) {
    var sorted = times.stream().sorted().toList();
    System.out.printf(
        "%-32s n=%-5d p50 %6.2f ms   p99 %6.2f ms   max %6.2f ms%n",
        what,
        sorted.size(),
        sorted.get(sorted.size() / 2),
        sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)),
        sorted.getLast());
  }

  private static double millis(long started) {
    return (System.nanoTime() - started) / 1e6;
  }
}
