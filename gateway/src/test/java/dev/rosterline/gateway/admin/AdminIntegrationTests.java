package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.sun.net.httpserver.HttpServer;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.access.OwnHostStore;
import dev.rosterline.gateway.access.TokenFormat;
import dev.rosterline.gateway.access.Tokens;
import dev.rosterline.gateway.admins.AdminsConfiguration;
import dev.rosterline.gateway.lookup.AccountScope;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.lookup.SharedDatabase;
import dev.rosterline.gateway.roles.RoleMembersStore;
import dev.rosterline.gateway.roles.RolePreview;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("process")
class AdminIntegrationTests {

  /** Not the elastic scheduler: passwords are checked there, while these wait. */
  private static final Scheduler CALLERS = Schedulers.newBoundedElastic(20, 100, "callers");

  private static final AdminDocument DOCUMENT = new AdminDocument();
  private static final TestProcessor PROCESSOR = new TestProcessor();
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static volatile int auditStatus = 200;
  private static HttpServer audit;
  private static HttpHandler handler;
  private static WebTestClient client;

  @BeforeAll
  static void start() throws Exception {
    audit = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    audit.createContext(
        "/activity",
        exchange -> {
          ASKED.add(
              exchange.getRequestHeaders().getFirst("X-Rosterline-Key")
                  + " "
                  + exchange.getRequestURI());
          byte[] body = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(auditStatus, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    audit.start();
    AdminProperties properties =
        new AdminProperties(
            "admin", "sesame", "http://localhost:" + audit.getAddress().getPort(), "key");
    handler = handler(properties);
    client =
        WebTestClient.bindToServer(new HttpHandlerConnector(handler))
            .responseTimeout(Duration.ofSeconds(20))
            .defaultHeaders(headers -> headers.setBasicAuth("admin", "sesame"))
            .entityExchangeResultConsumer(AdminIntegrationTests::assertDocumented)
            .build();
  }

  /** Every answer that a test looks into. */
  private static void assertDocumented(EntityExchangeResult<?> result) {
    byte[] body = result.getResponseBodyContent();
    if (body != null && body.length > 0) {
      assertThat(
              DOCUMENT.errors(
                  result.getMethod().name(),
                  result.getUrl().getPath(),
                  result.getStatus().value(),
                  new String(body, StandardCharsets.UTF_8)))
          .as("%s", result)
          .isEmpty();
    }
  }

  private static HttpHandler handler(AdminProperties properties) {
    DatabaseClient database = DatabaseClient.create(SharedDatabase.gateway());
    PolicyStore policies = new PolicyStore(database);
    AccountStore accounts = new AccountStore(database);
    FirstToken first = new FirstToken(accounts, Clock.systemUTC());
    AccountChanges changes = new AccountChanges(PROCESSOR, policies, first, mock(Tokens.class));
    OwnHostStore hosts = new OwnHostStore(database);
    AdminRoutes admin =
        new AdminRoutes(
            accounts,
            new ActivityClient(properties),
            changes,
            first,
            new TokenChanges(accounts),
            new Ids(Clock.systemUTC()),
            Clock.systemUTC());
    RouterFunction<ServerResponse> routes =
        admin
            .admin()
            .and(new PolicyRoutes(policies, changes).policyRouter())
            .and(
                new HostRoutes(
                        hosts, accounts, new RepresentationWriter("https://scim.example.com"))
                    .hostRouter())
            .and(
                new MappingRoutes(
                        policies,
                        changes,
                        new RolePreview(
                            new RoleMembersStore(new AccountScope(SharedDatabase.gateway()))))
                    .mappingRouter())
            .and(new MemberRoutes(new MemberListStore(database), accounts, changes).memberRouter())
            .and(
                new ErasureRoutes(
                        accounts,
                        changes,
                        new ErasureReports(
                            new ErasureStore(new AccountScope(SharedDatabase.gateway())),
                            new ActivityClient(properties),
                            Duration.ofDays(7)))
                    .erasureRouter());
    Problems problems = new Problems();
    var context = new AnnotationConfigApplicationContext();
    TestPropertyValues.of(
            "rosterline.admin.user=" + properties.user(),
            "rosterline.admin.password=" + properties.password(),
            "rosterline.admin.audit-url=" + properties.auditUrl(),
            "rosterline.admin.audit-key=" + properties.auditKey())
        .applyTo(context);
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(Problems.class, () -> problems);
    context.registerBean(WebSessionStore.class, InMemoryWebSessionStore::new);
    context.register(AdminSecurity.class, AdminsConfiguration.class);
    context.refresh();
    return WebHttpHandlerBuilder.webHandler(RouterFunctions.toWebHandler(routes))
        .filter(context.getBean(WebFilterChainProxy.class))
        .exceptionHandler(problems)
        .build();
  }

  @AfterAll
  static void stop() {
    audit.stop(0);
    CALLERS.dispose();
  }

  private static WebTestClient.ResponseSpec post(String path, String body) {
    return client
        .post()
        .uri("/admin/v1" + path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private static JsonNode created(String path, String body) {
    byte[] answer =
        post(path, body).expectStatus().isCreated().expectBody().returnResult().getResponseBody();
    return JsonMapper.shared().readTree(answer);
  }

  private static String account() {
    return created("/accounts", "{\"name\":\"Acme\"}").path("id").asString();
  }

  private static void assertProblem(WebTestClient.ResponseSpec answer, int status) {
    answer
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo(status)
        .jsonPath("$.detail")
        .isNotEmpty();
  }

  @Test
  void accountIsMadeChangedAndListed() {
    JsonNode account = created("/accounts", "{\"name\":\"Acme\",\"gracePeriodDays\":7}");
    String path = "/accounts/" + account.path("id").asString();
    assertThat(account.path("enabled").asBoolean()).isTrue();
    assertThat(account.path("gracePeriodDays").asInt()).isEqualTo(7);

    client
        .patch()
        .uri("/admin/v1" + path)
        .bodyValue("{\"enabled\":false,\"gracePeriodDays\":0}")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.enabled")
        .isEqualTo(false)
        .jsonPath("$.gracePeriodDays")
        .isEqualTo(0)
        .jsonPath("$.name")
        .isEqualTo("Acme");
    client
        .get()
        .uri("/admin/v1/accounts")
        .exchange()
        .expectBody()
        .jsonPath("$.accounts[?(@.id=='" + account.path("id").asString() + "')].enabled")
        .isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}",
        "{\"name\":\"\"}",
        "{\"name\":7}",
        "{\"name\":\"x\",\"gracePeriodDays\":91}",
        "{\"name\":\"x\",\"gracePeriodDays\":-1}",
        "{\"name\":\"x\",\"gracePeriodDays\":1.5}",
        "{\"name\":\"x\",\"gracePeriodDays\":\"7\"}",
        "{\"name\":\"x\",\"gracePeriodDays\":null}",
        "[]",
        "{"
      })
  void accountThatCannotBeIsRefused(String body) {
    assertProblem(post("/accounts", body), 400);
  }

  @Test
  void a2_z1_switchingTheIntegrationOnMakesTheFirstTokenOnce() {
    JsonNode account = posted("/accounts", "{\"name\":\"First\",\"enabled\":false}");
    String path = "/accounts/" + account.path("id").asString();
    assertThat(account.has("firstToken")).isFalse();
    JsonNode on = patched(path, "{\"enabled\":true}");
    assertThat(TokenFormat.isWellFormed(on.at("/firstToken/token").asString())).isTrue();
    assertThat(on.at("/firstToken/name").asString()).isEqualTo("First token");

    assertThat(patched(path, "{\"enabled\":true}").has("firstToken")).isFalse();
    patched(path, "{\"enabled\":false}");
    assertThat(patched(path + "/policy", "{\"integrationEnabled\":true}").has("firstToken"))
        .as("tokens survive, so there is nothing to make")
        .isFalse();
  }

  @Test
  void a2_z1_whoMakesAnAccountThatIsOnHasItsTokenAtOnce() {
    assertThat(
            posted("/accounts", "{\"name\":\"On\",\"enabled\":true}")
                .at("/firstToken/token")
                .asString())
        .startsWith("rstl_");
    assertThat(posted("/accounts", "{\"name\":\"Plain\"}").has("firstToken")).isFalse();
  }

  @Test
  void a1_hostIsOneAccountsUntilItIsTaken() {
    String first = posted("/accounts", "{\"name\":\"Acme\"}").path("id").asString();
    String second = posted("/accounts", "{\"name\":\"Globex\"}").path("id").asString();
    give("Acme.Example.com", first, 200);
    give("acme.example.com", first, 200);
    give("acme.example.com", second, 409);
    give("other.example.com", first, 409);
    give("scim.example.com", second, 400);
    give("localhost", second, 400);
    give("10.0.0.1", second, 400);
    give("globex.example.com", UUID.randomUUID().toString(), 404);
    client.delete().uri("/admin/v1/hosts/acme.example.com").exchange().expectStatus().isNoContent();
    client.delete().uri("/admin/v1/hosts/acme.example.com").exchange().expectStatus().isNotFound();
    give("acme.example.com", second, 200);
  }

  private static void give(String host, String account, int status) {
    client
        .put()
        .uri("/admin/v1/hosts/" + host)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"account\":\"" + account + "\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectBody();
  }

  private static JsonNode posted(String path, String body) {
    return answered(client.post().uri("/admin/v1" + path), body);
  }

  private static JsonNode patched(String path, String body) {
    return answered(client.patch().uri("/admin/v1" + path), body);
  }

  private static JsonNode answered(WebTestClient.RequestBodySpec request, String body) {
    return JsonMapper.shared()
        .readTree(
            request
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody()
                .returnResult()
                .getResponseBodyContent());
  }

  @Test
  void policyIsReadAndChangedByCommandsOfTheAdmin() {
    String path = "/accounts/" + account() + "/policy";
    get(path).jsonPath("$.version").isEqualTo(0).jsonPath("$.onDelete").isEqualTo("remove");
    patch(path, "{\"onDelete\":\"deactivate\",\"defaultRole\":\"staff\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.onDelete")
        .isEqualTo("deactivate")
        .jsonPath("$.gracePeriodDays")
        .isEqualTo(30);
    get(path).jsonPath("$.defaultRole").isEqualTo("staff").jsonPath("$.version").isEqualTo(1);
    assertThat(PROCESSOR.last().source()).isEqualTo(new Source(null, "admin", "admin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"onDelete\":\"explode\"}",
        "{\"gracePeriodDays\":91}",
        "{\"colour\":\"red\"}",
        "{\"version\":7}",
        "{\"mode\":null}",
        "[]"
      })
  void policyThatCannotBeIsRefused(String body) {
    assertProblem(patch("/accounts/" + account() + "/policy", body), 400);
  }

  @Test
  void mappingsAreTriedOutAndSaved() {
    UUID account = UUID.fromString(account());
    UUID sales = UUID.randomUUID();
    UUID everyone = UUID.randomUUID();
    SharedDatabase.group(account, sales, "{\"displayName\": \"Sales\"}");
    SharedDatabase.group(account, everyone, "{\"displayName\": \"Everyone\"}");
    for (var name : List.of("ann", "bob", "carl")) {
      UUID member = UUID.randomUUID();
      SharedDatabase.user(account, member, "{\"userName\": \"" + name + "\"}");
      SharedDatabase.membership(account, everyone, member);
      if (name.equals("ann")) {
        SharedDatabase.membership(account, sales, member);
      }
    }
    String path = "/accounts/" + account + "/mappings";
    get(path).jsonPath("$.mappings.length()").isEqualTo(0);
    put(path, mapping("exact", "everyone")).expectStatus().isOk();
    get(path).jsonPath("$.mappings[0].pattern").isEqualTo("everyone");
    assertThat(PROCESSOR.last().command()).isInstanceOf(Command.ChangePolicy.class);

    post(path + "/preview", mapping("regex", "sal.s"))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.roles.length()")
        .isEqualTo(1)
        .jsonPath("$.roles[0].gained.count")
        .isEqualTo(0)
        .jsonPath("$.roles[0].lost.count")
        .isEqualTo(2)
        .jsonPath("$.roles[0].lost.userNames[1]")
        .isEqualTo("carl");
    get(path).jsonPath("$.mappings[0].match").isEqualTo("exact");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}",
        "{\"mappings\":{}}",
        "{\"mappings\":[7]}",
        "{\"mappings\":[{\"match\":\"exact\",\"pattern\":\"\",\"role\":\"r\"}]}",
        "{\"mappings\":[{\"match\":\"like\",\"pattern\":\"p\",\"role\":\"r\"}]}",
        "{\"mappings\":[{\"match\":\"regex\",\"pattern\":\"(\",\"role\":\"r\"}]}"
      })
  void mappingThatCannotBeIsRefused(String body) {
    String path = "/accounts/" + account() + "/mappings";
    assertProblem(put(path, body), 400);
    assertProblem(post(path + "/preview", body), 400);
  }

  private static String mapping(String match, String pattern) {
    return "{\"mappings\":[{\"match\":\"%s\",\"pattern\":\"%s\",\"role\":\"guest\"}]}"
        .formatted(match, pattern);
  }

  private static WebTestClient.ResponseSpec put(String path, String body) {
    return client
        .put()
        .uri("/admin/v1" + path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  @Test
  void presetIsAppliedByItsName() {
    String path = "/accounts/" + account() + "/policy";
    get("/policy-presets").jsonPath("$.presets.length()").isEqualTo(4);
    client
        .put()
        .uri("/admin/v1" + path + "/preset/deactivate-match-email")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.matchOn")
        .isEqualTo("email")
        .jsonPath("$.preset")
        .isEqualTo("deactivate-match-email");
    assertProblem(client.put().uri("/admin/v1" + path + "/preset/magic").exchange(), 404);
    assertProblem(
        patch("/accounts/" + UUID.randomUUID() + "/policy", "{\"mode\":\"strict\"}"), 404);
  }

  @Test
  void pendingRemovalsAreListedByDateAndPage() {
    String account = account();
    for (int i = 0; i < 5; i++) {
      UUID member = UUID.randomUUID();
      SharedDatabase.user(
          UUID.fromString(account), member, null, "{\"userName\":\"user" + i + "\"}");
      SharedDatabase.execute(
          "update directory.member set removal_due_at = now() + ?::interval where member_id = ?",
          (i / 2) + " days",
          member);
    }
    List<String> names = new java.util.ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = page("/accounts/" + account + "/removals?limit=2" + cursor);
      page.path("removals").forEach(row -> names.add(row.path("userName").asString()));
      String next = page.path("nextCursor").asString("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    assertThat(names).containsExactlyInAnyOrder("user0", "user1", "user2", "user3", "user4");
    assertThat(names.getLast()).isEqualTo("user4");
    assertThat(page("/accounts/" + account() + "/removals").path("removals").size()).isZero();
    for (String query : List.of("?limit=0", "?limit=501", "?limit=x", "?cursor=x", "?cursor=%20")) {
      assertProblem(
          client
              .get()
              .uri(java.net.URI.create("/admin/v1/accounts/" + account + "/removals" + query))
              .exchange(),
          400);
    }
  }

  @Test
  void removalIsCancelledByACommandToItsOwner() {
    UUID member = UUID.randomUUID();
    String account = account();
    post("/accounts/" + account + "/removals/" + member + "/cancel", "")
        .expectStatus()
        .isNoContent();
    assertThat(PROCESSOR.last().command())
        .isEqualTo(new Command.CancelRemoval(new MemberId(member)));
    assertThat(PROCESSOR.last().resource()).isEqualTo(new ScimId(member));
    PROCESSOR.refuseNext(409, "No removal is pending for ann");
    assertProblem(post("/accounts/" + account + "/removals/" + member + "/cancel", ""), 409);
  }

  @Test
  void awaitedMembersAreWhatGroupsNameThoughNobodyIsThere() {
    String account = account();
    UUID id = UUID.fromString(account);
    UUID group = UUID.randomUUID();
    UUID member = UUID.randomUUID();
    UUID awaited = UUID.randomUUID();
    SharedDatabase.group(id, group, "{\"displayName\":\"Sales\"}");
    SharedDatabase.user(id, member, "{\"userName\":\"here\"}");
    SharedDatabase.membership(id, group, member);
    SharedDatabase.membership(id, group, awaited);
    JsonNode list = page("/accounts/" + account + "/awaited").path("awaited");
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.get(0).path("value").asString()).isEqualTo(awaited.toString());
    assertThat(list.get(0).path("groupName").asString()).isEqualTo("Sales");
  }

  @Test
  void holdsAreListedReleasedAndCancelledOneOrAll() {
    String account = account();
    List<UUID> held = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    for (UUID member : held) {
      SharedDatabase.user(
          UUID.fromString(account), member, null, "{\"userName\":\"" + member + "\"}");
      SharedDatabase.execute(
          "update directory.member set held = 'delete', held_at = now() where member_id = ?",
          member);
    }
    JsonNode first = page("/accounts/" + account + "/holds?limit=2");
    assertThat(first.path("holds").size()).isEqualTo(2);
    assertThat(first.path("holds").get(0).path("held").asString()).isEqualTo("delete");
    assertThat(
            page("/accounts/" + account + "/holds?cursor=" + first.path("nextCursor").asString())
                .path("holds")
                .size())
        .isEqualTo(1);
    String path = "/accounts/" + account + "/holds";
    post(path + "/" + held.getFirst() + "/release", "").expectStatus().isNoContent();
    assertThat(PROCESSOR.last().command())
        .isEqualTo(new Command.ReleaseHold(new MemberId(held.getFirst())));
    post(path + "/cancel", "")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.done")
        .isEqualTo(3)
        .jsonPath("$.more")
        .isEqualTo(false);
    assertThat(PROCESSOR.last().command()).isInstanceOf(Command.CancelHold.class);
  }

  @Test
  void erasureIsACommandAndSaysWhereAndUntilWhen() {
    String account = account();
    UUID person = UUID.randomUUID();
    String path = "/accounts/" + account + "/persons/" + person + "/data";
    client.get().uri("/admin/v1" + path).exchange().expectStatus().isNotFound();
    SharedDatabase.execute(
        "insert into directory.erasure (account_id, member_id, requested_at, names) values (?, ?,"
            + " '2026-11-01T00:00:00Z', '{eve}')",
        UUID.fromString(account),
        person);
    client
        .delete()
        .uri("/admin/v1" + path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.erased[?(@.place == 'directory')].state")
        .isEqualTo("done")
        .jsonPath("$.erased[?(@.place == 'outcomes')].state")
        .isEqualTo("under way")
        .jsonPath("$.erased[?(@.place == 'activity')].state")
        .isEqualTo("under way")
        .jsonPath("$.agesOut[?(@.topic == 'rosterline.commands.v1')].by")
        .isEqualTo("2026-11-08T00:00:00Z");
    assertThat(PROCESSOR.last().command()).isEqualTo(new Command.ErasePerson(new MemberId(person)));
    client
        .get()
        .uri("/admin/v1/accounts/" + account() + "/persons/" + person + "/data")
        .exchange()
        .expectStatus()
        .isNotFound();
  }

  private static JsonNode page(String path) {
    byte[] body =
        client
            .get()
            .uri("/admin/v1" + path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonMapper.shared().readTree(body);
  }

  private static WebTestClient.BodyContentSpec get(String path) {
    return client.get().uri("/admin/v1" + path).exchange().expectStatus().isOk().expectBody();
  }

  private static WebTestClient.ResponseSpec patch(String path, String body) {
    return client.patch().uri("/admin/v1" + path).bodyValue(body).exchange();
  }

  @Test
  void enabledIsABoolean() {
    assertProblem(
        client
            .patch()
            .uri("/admin/v1/accounts/" + account())
            .bodyValue("{\"enabled\":\"no\"}")
            .exchange(),
        400);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String nobody = "/accounts/" + UUID.randomUUID();
    assertProblem(client.get().uri("/admin/v1" + nobody).exchange(), 404);
    assertProblem(client.get().uri("/admin/v1/accounts/x").exchange(), 404);
    assertProblem(client.get().uri("/admin/v1" + nobody + "/tokens").exchange(), 404);
    assertProblem(post(nobody + "/tokens", "{\"name\":\"t\"}"), 404);
    assertProblem(
        client
            .delete()
            .uri("/admin/v1/accounts/" + account() + "/tokens/" + UUID.randomUUID())
            .exchange(),
        404);
  }

  @Test
  void tokenIsShownOnceAndStoredAsHashOnly() {
    String path = "/accounts/" + account() + "/tokens";
    var answer = post(path, "{\"name\":\"okta\"}");
    answer.expectStatus().isCreated().expectHeader().valueEquals("Cache-Control", "no-store");
    JsonNode made =
        JsonMapper.shared().readTree(answer.expectBody().returnResult().getResponseBody());
    String token = made.path("token").asString();

    assertThat(TokenFormat.isWellFormed(token)).isTrue();
    assertThat(token).startsWith(made.path("prefix").asString());
    client
        .get()
        .uri("/admin/v1" + path)
        .exchange()
        .expectBody(String.class)
        .value(list -> assertThat(list).contains("okta").doesNotContain(token));
    assertThat(
            SharedDatabase.query(
                "select t::text from account.token t where position(? in t::text) > 0", token))
        .isEmpty();
  }

  @Test
  void fiveTokensLiveHoweverManyAreMadeAtOnceAndARevokedOneMakesRoom() {
    String path = "/accounts/" + account() + "/tokens";
    List<Integer> answers =
        Flux.range(0, 20)
            .flatMap(
                _ ->
                    Mono.fromCallable(
                            () ->
                                post(path, "{\"name\":\"t\"}")
                                    .returnResult(Void.class)
                                    .getStatus()
                                    .value())
                        .subscribeOn(CALLERS),
                20)
            .collectList()
            .block();
    assertThat(answers).filteredOn(status -> status == 201).hasSize(5);
    assertThat(answers).filteredOn(status -> status == 409).hasSize(15);
    assertProblem(post(path, "{\"name\":\"t\"}"), 409);

    String first =
        SharedDatabase.query(
                "select id from account.token where account_id = ?::uuid", path.split("/")[2])
            .getFirst();
    client.delete().uri("/admin/v1" + path + "/" + first).exchange().expectStatus().isNoContent();
    created(path, "{\"name\":\"t\"}");
    assertThat(
            SharedDatabase.query(
                "select revoked_at from account.token where id = ?::uuid and live_slot is null",
                first))
        .hasSize(1)
        .doesNotContainNull();
  }

  @Test
  void expiredTokenMakesRoom() {
    String account = account();
    String path = "/accounts/" + account + "/tokens";
    for (int i = 0; i < 5; i++) {
      created(path, "{\"name\":\"t\"}");
    }
    SharedDatabase.execute(
        "update account.token set expires_at = now() where account_id = ?::uuid and live_slot = 3",
        account);

    created(path, "{\"name\":\"t\"}");
  }

  @ParameterizedTest
  @CsvSource({"2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "tomorrow"})
  void expiryLiesInTheNextTenYears(String expiry) {
    assertProblem(
        post(
            "/accounts/" + account() + "/tokens",
            "{\"name\":\"t\",\"expiresAt\":\"" + expiry + "\"}"),
        400);
  }

  @Test
  void onlyTheAdminPasses() {
    WebTestClient stranger = WebTestClient.bindToServer(new HttpHandlerConnector(handler)).build();
    for (String authorization :
        List.of("", "Basic", "Basic x", "Bearer " + TokenFormat.generate(), "Basic YWRtaW46eA==")) {
      assertProblem(
          stranger
              .get()
              .uri("/admin/v1/accounts")
              .header("Authorization", authorization)
              .exchange(),
          401);
    }
    stranger
        .get()
        .uri("/admin/v1/accounts")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueMatches("WWW-Authenticate", "Basic.*");
  }

  @Test
  void activityIsAskedForTheAccountOfThePath() {
    String account = account();
    String other = UUID.randomUUID().toString();
    client
        .get()
        .uri(
            java.net.URI.create(
                "/admin/v1/accounts/"
                    + account
                    + "/activity?q=a%2Bb%26c&limit=5&account="
                    + other
                    + "&x%7By%7D=1"))
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(ASKED)
        .contains("key /activity?q=a%2Bb%26c&limit=5&account=" + account)
        .noneMatch(asked -> asked.contains(other));
    client
        .get()
        .uri("/admin/v1/accounts/" + account + "/activity/summary")
        .exchange()
        .expectStatus()
        .isOk();
    assertThat(ASKED).contains("key /activity/summary?account=" + account);
  }

  @Test
  void troubleOfTheAuditServiceIsNotTheAdmins() {
    String path = "/admin/v1/accounts/" + account() + "/activity";
    try {
      auditStatus = 401;
      assertProblem(client.get().uri(path).exchange(), 502);
      auditStatus = 500;
      client.get().uri(path).exchange().expectHeader().valueEquals("Retry-After", "5");
      assertProblem(client.get().uri(path).exchange(), 503);
    } finally {
      auditStatus = 200;
    }
    assertProblem(
        WebTestClient.bindToServer(
                new HttpHandlerConnector(
                    handler(new AdminProperties("admin", "sesame", "http://localhost:1", "key"))))
            .defaultHeaders(headers -> headers.setBasicAuth("admin", "sesame"))
            .build()
            .get()
            .uri("/admin/v1/accounts/" + UUID.randomUUID() + "/activity")
            .exchange(),
        503);
  }
}
