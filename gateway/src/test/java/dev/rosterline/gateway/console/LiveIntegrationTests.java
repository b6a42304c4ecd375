package dev.rosterline.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.admins.AdminsConfiguration;
import dev.rosterline.gateway.connection.AnswerOffLoopFilter;
import dev.rosterline.gateway.live.LiveConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;
import org.springframework.web.server.session.WebSessionStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** Over a connection, with the filters of the gateway, and a log whose newest number is set. */
class LiveIntegrationTests {

  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final String LIVE = "/console/accounts/" + ACCOUNT + "/activity/live";
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration AT_LAST = Duration.ofSeconds(15);

  private final AtomicLong newest = new AtomicLong(5);
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, String> lastUse = new ConcurrentHashMap<>();
  private final Entrance entrance = new Entrance();
  private AnnotationConfigApplicationContext context;
  private DisposableServer server;
  private WebTestClient client;

  /** Signs in whom a header names, as the form would; and lets the permission be taken away. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  private static final class Entrance implements WebFilter {

    private volatile @Nullable String accounts;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      if (accounts == null) {
        return chain.filter(exchange);
      }
      var names = AuthorityUtils.createAuthorityList("manage-user-registration:" + accounts);
      var somebody = UsernamePasswordAuthenticationToken.authenticated("mira", null, names);
      return exchange
          .getSession()
          .doOnNext(
              session ->
                  session
                      .getAttributes()
                      .put("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(somebody)))
          .then(chain.filter(exchange));
    }
  }

  @EnableWebFlux
  static class Web {}

  @BeforeEach
  void start() throws Exception {
    entrance.accounts = ACCOUNT.toString();
    var activity = mock(ActivityReader.class);
    when(activity.newest(any())).thenAnswer(_ -> Mono.fromSupplier(() -> count()));
    var accounts = mock(AccountStore.class);
    when(accounts.tokens(any()))
        .thenAnswer(
            _ -> Mono.fromSupplier(() -> List.of(JsonMapper.shared().valueToTree(lastUse))));
    context = new AnnotationConfigApplicationContext();
    TestPropertyValues.of(
            "rosterline.admin.password=sesame",
            "rosterline.admin.audit-url=http://localhost:1",
            "rosterline.admin.audit-key=key",
            "rosterline.live.every=50ms",
            "rosterline.live.heartbeat=200ms",
            "rosterline.live.recheck=100ms",
            "rosterline.live.per-session=2",
            "rosterline.live.per-gateway=3")
        .applyTo(context);
    context.registerBean(Clock.class, Clock::systemUTC);
    var manager = new DefaultWebSessionManager();
    context.registerBean(WebSessionStore.class, manager::getSessionStore);
    context.registerBean("webSessionManager", WebSessionManager.class, () -> manager);
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(ActivityReader.class, () -> activity);
    context.registerBean(AccountStore.class, () -> accounts);
    context.registerBean(Entrance.class, () -> entrance);
    context.register(
        Web.class,
        AnswerOffLoopFilter.class,
        AdminsConfiguration.class,
        Class.forName("dev.rosterline.gateway.admin.AdminSecurity"),
        ConsoleSecurity.class,
        ConsoleAdvice.class,
        LiveConfiguration.class,
        LivePages.class);
    context.refresh();
    var handler = WebHttpHandlerBuilder.applicationContext(context).build();
    server = HttpServer.create().port(0).handle(new ReactorHttpHandlerAdapter(handler)).bindNow();
    client =
        WebTestClient.bindToServer()
            .baseUrl("http://localhost:" + server.port())
            .responseTimeout(Duration.ofSeconds(10))
            .build();
  }

  private long count() {
    asked.incrementAndGet();
    return newest.get();
  }

  @AfterEach
  void stop() {
    server.disposeNow();
    context.close();
  }

  @Test
  void eventArrivesSoonAfterSomethingIsRecorded() {
    var answer = open(LIVE, null, null);
    assertThat(answer.getResponseHeaders().getContentType())
        .matches(MediaType.TEXT_EVENT_STREAM::isCompatibleWith);
    assertThat(answer.getResponseHeaders().getFirst("X-Accel-Buffering")).isEqualTo("no");
    assertThat(answer.getResponseHeaders().getCacheControl()).contains("no-store");

    StepVerifier.create(events(answer))
        .expectNext("newer 5")
        .then(() -> newest.set(6))
        .expectNext("newer 6")
        .thenCancel()
        .verify(SOON);
  }

  @Test
  void whoComesBackHearsAtOnceWhatIsNewerAndNothingElse() {
    StepVerifier.create(events(open(LIVE, null, "4")))
        .expectNext("newer 5")
        .thenCancel()
        .verify(AT_LAST);

    StepVerifier.create(events(open(LIVE, null, "5")))
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(300))
        .then(() -> newest.set(6))
        .expectNext("newer 6")
        .thenCancel()
        .verify(AT_LAST);
  }

  @Test
  void firstCallOfAProviderIsToldToThePageThatWaitsForIt() {
    var answer = open("/console/accounts/" + ACCOUNT + "/setup/live", null, null);
    StepVerifier.create(events(answer))
        .expectNext("newer 0")
        .then(() -> lastUse.put("lastUsedAt", "1970-01-01T00:00:07Z"))
        .expectNext("newer 7000")
        .thenCancel()
        .verify(AT_LAST);
  }

  @Test
  void commentsKeepTheConnectionAlive() {
    StepVerifier.create(
            open(LIVE, null, "5")
                .getResponseBody()
                .filter(event -> event.comment() != null)
                .take(3))
        .expectNextCount(3)
        .expectComplete()
        .verify(AT_LAST);
  }

  @Test
  void viewersOfAnAccountAreOneQuestionAndNoneWhenAllHaveLeft() {
    var one = events(open(LIVE, null, null)).subscribe();
    var other = events(open(LIVE, null, null)).subscribe();
    await(() -> asked.get() > 10);
    int before = asked.get();
    await(() -> asked.get() > before + 10);

    one.dispose();
    other.dispose();
    await(() -> streams() == 0);
    int after = asked.get();
    StepVerifier.create(Mono.delay(Duration.ofMillis(300))).expectNextCount(1).verifyComplete();
    assertThat(asked.get()).isLessThanOrEqualTo(after + 1);
  }

  @Test
  void tooManyOfASessionAre429AndTooManyOfAllAre503UntilOneLeaves() {
    var first = open(LIVE, null, null);
    var cookie = first.getResponseCookies().getFirst("SESSION").getValue();
    var stream = events(first).subscribe();
    events(open(LIVE, cookie, null)).subscribe();
    refused(cookie, 429, "1");
    events(open(LIVE, null, null)).subscribe();
    refused(null, 503, "30");

    stream.dispose();
    await(() -> streams() == 2);
    StepVerifier.create(events(open(LIVE, cookie, null)).take(1))
        .expectNextCount(1)
        .expectComplete()
        .verify(AT_LAST);
  }

  @Test
  void withoutSessionItIs401AndWithoutPermission403() {
    entrance.accounts = null;
    status(LIVE, null, 401);
    entrance.accounts = UUID.randomUUID().toString();
    status(LIVE, null, 403);
    status("/console/accounts/" + ACCOUNT + "/setup/live", null, 403);
  }

  @Test
  void partOfAPageIsNotReplacedByTheSignIn() {
    entrance.accounts = null;
    client.get().uri(LIVE).header("HX-Request", "true").exchange().expectStatus().isUnauthorized();
    client.get().uri(LIVE).exchange().expectStatus().isFound();
  }

  @Test
  void streamEndsWhenThePermissionGoes() {
    var answer = open(LIVE, null, null);
    var cookie = answer.getResponseCookies().getFirst("SESSION").getValue();
    StepVerifier.create(events(answer))
        .expectNext("newer 5")
        .then(
            () -> {
              entrance.accounts = UUID.randomUUID().toString();
              status(LIVE, cookie, 403);
            })
        .expectComplete()
        .verify(AT_LAST);
  }

  @Test
  void streamEndsWhenTheGatewayStops() {
    StepVerifier.create(events(open(LIVE, null, null)))
        .expectNext("newer 5")
        .then(context::close)
        .expectComplete()
        .verify(AT_LAST);
  }

  private double streams() {
    return context.getBean(MeterRegistry.class).get("rosterline.live.streams").gauge().value();
  }

  private static void await(BooleanSupplier condition) {
    Awaitility.await().atMost(AT_LAST).until(condition::getAsBoolean);
  }

  private void refused(@Nullable String cookie, int status, String retryAfter) {
    request(LIVE, cookie, null)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .valueEquals(HttpHeaders.RETRY_AFTER, retryAfter);
  }

  private void status(String path, @Nullable String cookie, int status) {
    request(path, cookie, null).exchange().expectStatus().isEqualTo(status);
  }

  private FluxExchangeResult<ServerSentEvent<String>> open(
      String path, @Nullable String cookie, @Nullable String last) {
    return request(path, cookie, last)
        .exchange()
        .expectStatus()
        .isOk()
        .returnResult(new ParameterizedTypeReference<>() {});
  }

  private WebTestClient.RequestHeadersSpec<?> request(
      String path, @Nullable String cookie, @Nullable String last) {
    var request = client.get().uri(path).accept(MediaType.TEXT_EVENT_STREAM);
    if (cookie != null) {
      request.cookie("SESSION", cookie);
    }
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    return request;
  }

  private static Flux<String> events(FluxExchangeResult<ServerSentEvent<String>> answer) {
    return answer
        .getResponseBody()
        .filter(event -> event.event() != null)
        .map(event -> event.event() + " " + event.id());
  }
}
