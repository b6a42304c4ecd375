package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.dispatch.AccountCommands;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Against an audit-service that is a list, newest first. */
class ReplaysTests implements AccountCommands {

  private static final UUID ACCOUNT = UUID.randomUUID();

  private final Map<String, ObjectNode> log = new LinkedHashMap<>();
  private final List<String> done = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer audit;
  private Replays replays;
  private int answer = 201;
  private Duration takes = Duration.ZERO;
  private Instant now = Instant.now();
  private final Map<UUID, Integer> ended = new ConcurrentHashMap<>();

  @BeforeEach
  void start() throws Exception {
    audit = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    audit.createContext(
        "/activity",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          var id = exchange.getRequestURI().getPath().replace("/activity", "").replace("/", "");
          var body = JsonMapper.shared().createObjectNode();
          int status = 200;
          if (id.isEmpty()) {
            page(exchange.getRequestURI().getQuery(), body);
          } else if (log.containsKey(id)) {
            body = log.get(id);
          } else {
            status = 404;
          }
          byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    audit.start();
    var url = "http://localhost:" + audit.getAddress().getPort();
    replays =
        new Replays(
            new ActivityClient(new AdminProperties("admin", "sesame", url, "key")),
            this,
            new Claims(),
            new Moving());
  }

  private void page(String query, ObjectNode body) {
    int from =
        query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=|&.*", "")) : 0;
    var rows = List.copyOf(log.values());
    int to = Math.min(from + 500, rows.size());
    body.putArray("items").addAll(rows.subList(from, to));
    if (to < rows.size()) {
      body.put("nextCursor", Integer.toString(to));
    }
  }

  /** As the store keeps them. */
  private final class Claims implements ReplayClaims {

    @Override
    public Mono<Boolean> claim(UUID account, UUID operation) {
      boolean free = ended.getOrDefault(operation, 400) >= 400;
      if (free) {
        ended.put(operation, 0);
      }
      return Mono.just(free);
    }

    @Override
    public Mono<Void> ended(UUID account, UUID operation, int status) {
      ended.put(operation, status);
      return Mono.empty();
    }
  }

  /** Stands still until a command takes its time. */
  private final class Moving extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @AfterEach
  void stop() {
    audit.stop(0);
  }

  @Override
  public Mono<Reply> repeat(
      AccountId account,
      ScimId resource,
      Command command,
      Source source,
      @Nullable CommandId first) {
    done.add(((Command.CreateUser) command).document().path("title").asString() + " " + first);
    assertThat(source).isEqualTo(new Source(null, "mira", "admin"));
    now = now.plus(takes);
    return Mono.just(
        new Reply(new CommandId(UUID.randomUUID()), answer, null, null, 1, null, null, null));
  }

  @Test
  void allAreRepeatedOldestFirstAndWhatCannotEndOtherwiseIsNot() {
    var second = failed("bob", "second", 409);
    failed("gone", "third", 404);
    var first = failed("ann", "first", 403);

    var sum = all();

    assertThat(sum).isEqualTo(new Replays.Summary(2, 0, 1, false));
    assertThat(done).containsExactly("first " + first, "second " + second);
    assertThat(asked.getFirst()).contains("result=failed", "limit=500", "account=" + ACCOUNT);
  }

  @Test
  void createThatWasSentOftenIsRepeatedOnceAsItWasSentLast() {
    var last = failed("ann", "last", 409);
    failed("ann", "before", 409);

    assertThat(all()).isEqualTo(new Replays.Summary(1, 0, 1, false));
    assertThat(done).containsExactly("last " + last);
  }

  @Test
  void whatAnAdminTriedAlreadyIsNotTriedWithTheOthers() {
    var id = failed("ann", "again", 409);
    ((ObjectNode) log.get(id).path("evidence")).put("replayOf", UUID.randomUUID().toString());

    assertThat(all()).isEqualTo(new Replays.Summary(0, 0, 1, false));
    assertThat(replays.replay(ACCOUNT, UUID.fromString(id), "mira").block().status())
        .isEqualTo(201);
  }

  @Test
  void whatFailsAgainIsCounted() {
    failed("ann", "x", 409);
    answer = 409;
    assertThat(all()).isEqualTo(new Replays.Summary(0, 1, 0, false));
  }

  @Test
  void eachGoesWellOnceHoweverOftenTheButtonIsPressed() {
    failed("ann", "x", 409);
    var bob = failed("bob", "y", 409);
    answer = 409;
    assertThat(all()).isEqualTo(new Replays.Summary(0, 2, 0, false));
    answer = 201;
    replays.replay(ACCOUNT, UUID.fromString(bob), "mira").block();

    assertThat(all()).isEqualTo(new Replays.Summary(1, 0, 1, false));
    assertThat(all()).isEqualTo(new Replays.Summary(0, 0, 2, false));
    assertThat(done).hasSize(4);
  }

  @Test
  void thousandAtMostAreDoneAgainAndThenThereAreMore() {
    for (int i = 0; i < 1_001; i++) {
      failed("user" + i, Integer.toString(i), 409);
    }
    assertThat(all()).isEqualTo(new Replays.Summary(1_000, 0, 0, true));
    assertThat(done).hasSize(1_000);
    assertThat(done.getFirst()).startsWith("999 ");
    assertThat(done.getLast()).startsWith("0 ");
  }

  @Test
  void whenTimeIsOverTheRestIsForTheNext() {
    for (int i = 0; i < 60; i++) {
      failed("user" + i, Integer.toString(i), 409);
    }
    takes = Duration.ofSeconds(2);

    var sum = all();

    // What was read ahead is done too.
    assertThat(sum.done()).isBetween(15, 30);
    assertThat(sum.more()).isTrue();
    takes = Duration.ZERO;
    assertThat(all()).isEqualTo(new Replays.Summary(60 - sum.done(), 0, sum.done(), false));
  }

  @Test
  void oneThatIsNotThereIs404AndOneThatMakesNoSenseIs409() {
    assertProblem(404, UUID.randomUUID());
    assertProblem(409, UUID.fromString(failed("ann", "x", 400)));
    assertThat(done).isEmpty();
  }

  private void assertProblem(int status, UUID id) {
    assertThatExceptionOfType(AdminException.class)
        .isThrownBy(() -> replays.replay(ACCOUNT, id, "mira").block())
        .matches(problem -> problem.status() == status);
  }

  private Replays.Summary all() {
    return replays.replayAll(ACCOUNT, new LinkedMultiValueMap<>(), "mira").block();
  }

  private String failed(String userName, String title, int status) {
    var id = UUID.randomUUID().toString();
    var row = JsonMapper.shared().createObjectNode();
    row.put("id", id).put("operation", "user.create").put("result", "refused");
    row.put("status", status).put("subject", userName);
    row.put("resourceId", UUID.randomUUID().toString());
    var request = row.putObject("evidence").putObject("request").put("type", "user.create");
    request.putObject("document").put("userName", userName).put("title", title);
    log.put(id, row);
    return id;
  }
}
