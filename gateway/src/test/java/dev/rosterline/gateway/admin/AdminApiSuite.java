package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.sun.net.httpserver.HttpServer;
import dev.rosterline.contract.Ids;
import dev.rosterline.gateway.access.OwnHostStore;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The routes of the admin API on a database, with an audit-service that only notes what it is
 * asked.
 */
abstract class AdminApiSuite {

  private static final AdminDocument DOCUMENT = new AdminDocument();
  static final TestProcessor PROCESSOR = new TestProcessor();
  static final List<String> ASKED = new CopyOnWriteArrayList<>();
  static volatile int auditStatus = 200;
  private static HttpServer audit;
  static HttpHandler handler;
  static WebTestClient client;

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
            .entityExchangeResultConsumer(AdminApiSuite::assertDocumented)
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

  static HttpHandler handler(AdminProperties properties) {
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
  }

  static WebTestClient.ResponseSpec post(String path, String body) {
    return client
        .post()
        .uri("/admin/v1" + path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  static JsonNode created(String path, String body) {
    byte[] answer =
        post(path, body).expectStatus().isCreated().expectBody().returnResult().getResponseBody();
    return JsonMapper.shared().readTree(answer);
  }

  static String account() {
    return created("/accounts", "{\"name\":\"Acme\"}").path("id").asString();
  }

  static void assertProblem(WebTestClient.ResponseSpec answer, int status) {
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

  static JsonNode posted(String path, String body) {
    return answered(client.post().uri("/admin/v1" + path), body);
  }

  static JsonNode patched(String path, String body) {
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

  static WebTestClient.ResponseSpec put(String path, String body) {
    return client
        .put()
        .uri("/admin/v1" + path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  static JsonNode page(String path) {
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

  static WebTestClient.BodyContentSpec get(String path) {
    return client.get().uri("/admin/v1" + path).exchange().expectStatus().isOk().expectBody();
  }

  static WebTestClient.ResponseSpec patch(String path, String body) {
    return client.patch().uri("/admin/v1" + path).bodyValue(body).exchange();
  }
}
