package dev.rosterline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A whole company leaves in one second: how fast its removals are applied, and what a sync that
 * runs meanwhile notices. Members are written to the database directly, their removal pending and
 * due in a few seconds; users of the sync are sent over HTTP by clients that wait for each answer.
 */
public final class Removals {

  private static final int WARM_UP = 20_000;
  private static final int ROUNDS = 3;
  private static final int LEAD_SECONDS = 5;
  private static final int CREATED = 201;

  private static final String FILL =
      """
      insert into directory.member (account_id, member_id, user_name, user_name_key, document, created_at, modified_at,
        removal_due_at, removal_generation)
      select t.account_id, overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid, who, who,
        jsonb_build_object('userName', who, 'active', true, 'name', jsonb_build_object('familyName', 'Leaving'),
          'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'primary', true, 'value', who || '@example.com'))),
        now() - interval '1 year', now() - interval '30 days', now() + interval '%d seconds', 1
      from account.token t, (select '%s-' || n as who from generate_series(1, %d) n) people
      where t.hash = sha256(convert_to('%s', 'UTF8'))
      """;

  private static final String PENDING =
      "select count(*) from (select from directory.member where removal_due_at is not null"
          + " and removal_due_at <= now() + interval '1 minute' limit 1) pending";

  /** Milliseconds from the moment they were due to the last removal; 0 unless all are removed. */
  private static final String TOOK =
      """
      select case when count(removed_at) = %d then
        1000 * extract(epoch from max(removed_at) - min(created_at + interval '1 year' + interval '%d seconds')) else 0 end
      from directory.member where user_name like '%s-%%'
      """;

  private final Target target;
  private final Rosterline system;
  private final HttpClient client = HttpClient.newHttpClient();

  private Removals(Rosterline system) {
    this.system = system;
    this.target = system.target();
  }

  /**
   * Options: {@code --removals N}, {@code --users N} and {@code --concurrency N} of the sync,
   * {@code --port-base N}, {@code --data DIR}.
   */
  public static void main(String... arguments) throws Exception {
    var words = Arrays.asList(arguments);
    var removals = option(words, "--removals", 100_000);
    var users = option(words, "--users", 6_000);
    var concurrency = option(words, "--concurrency", 64);
    var port = option(words, "--port-base", 27_080);
    var data = words.indexOf("--data") + 1;
    var running = data == 0 ? null : Path.of(words.get(data)).toAbsolutePath();
    try (var system = Rosterline.of(Path.of("").toAbsolutePath(), running, port)) {
      var bench = new Removals(system);
      bench.openBrake();
      bench.drain(WARM_UP);
      for (int round = 1; round <= ROUNDS; round++) {
        System.out.printf("removals alone: %,.0f a second%n", bench.drain(removals));
      }
      bench.sync(users, concurrency);
      for (int round = 1; round <= ROUNDS; round++) {
        bench.beside(removals, users, concurrency);
      }
    }
  }

  private static int option(List<String> words, String name, int otherwise) {
    int place = words.indexOf(name) + 1;
    boolean given = place > 0 && place < words.size() && !words.get(place).startsWith("--");
    return given ? Integer.parseInt(words.get(place)) : otherwise;
  }

  private void beside(int removals, int users, int concurrency) throws Exception {
    var alone = sync(users, concurrency);
    try (var other = Executors.newSingleThreadExecutor()) {
      var drained = other.submit(() -> drain(removals));
      Thread.sleep(LEAD_SECONDS * 1_000 + 1_000);
      var beside = sync(users, concurrency);
      boolean overlapped = !drained.isDone();
      System.out.printf(
          "sync: %,.0f users a second alone, %,.0f beside the removals (%.2f)%s; removals: %,.0f a second%n",
          alone,
          beside,
          beside / alone,
          overlapped ? "" : ", which ended before it",
          drained.get());
    }
  }

  /** Removals a second. */
  private double drain(int count) throws InterruptedException {
    var name = "leaving" + Long.toString(System.nanoTime(), 36).toLowerCase(Locale.ROOT);
    var postgres = system.postgres();
    postgres.execute(system.database(), FILL.formatted(LEAD_SECONDS, name, count, target.token()));
    do {
      Thread.sleep(500);
    } while (postgres.number(system.database(), PENDING) > 0);
    var took = postgres.number(system.database(), TOOK.formatted(count, LEAD_SECONDS, name));
    if (took <= 0) {
      throw new IllegalStateException(
          "not all are removed: the brake lets a million go within an hour; begin with a new directory");
    }
    return count * 1000.0 / took;
  }

  /** Users a second. */
  private double sync(int users, int concurrency) throws InterruptedException, ExecutionException {
    var run = Long.toString(System.nanoTime(), 36);
    var next = new AtomicInteger();
    var started = System.nanoTime();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < concurrency; i++) {
        all.add(
            clients.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < users; n = next.getAndIncrement()) {
                    create("sync" + run + "-" + n + "@example.com");
                  }
                  return null;
                }));
      }
      for (var one : all) {
        one.get();
      }
    }
    return users * 1e9 / (System.nanoTime() - started);
  }

  private void create(String name) throws IOException, InterruptedException {
    var body =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%1$s", "active": true,
         "displayName": "Sync", "name": {"givenName": "Ann", "familyName": "Example"},
         "emails": [{"type": "work", "primary": true, "value": "%1$s"}]}
        """
            .formatted(name);
    var request =
        HttpRequest.newBuilder(URI.create(target.base() + "/Users"))
            .header("Authorization", "Bearer " + target.token())
            .header("Content-Type", "application/scim+json")
            .POST(BodyPublishers.ofString(body))
            .build();
    expect(request, CREATED);
  }

  /** So many who leave at once would be held otherwise. */
  private void openBrake() throws IOException, InterruptedException {
    var admin = system.admin();
    var basic = Base64.getEncoder().encodeToString(admin.token().getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(admin.base() + "/policy"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"brakeFloor\": 1000000}"))
            .build();
    expect(request, 200);
  }

  private void expect(HttpRequest request, int status) throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != status) {
      throw new IllegalStateException(request + " answered " + response + " " + response.body());
    }
  }
}
