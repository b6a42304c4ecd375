package dev.rosterline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.rosterline.gateway.admins.AdminsConfiguration;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.stereotype.Controller;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionStore;
import reactor.core.publisher.Mono;

/**
 * Walks every route of the console and the admin API, those that later changes add too, and proves
 * that none lets somebody in who lacks the permission.
 */
class RouteAuthorizationTests {

  private static final String OWN = "0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b";
  private static final String FOREIGN = "1b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b";
  private static final String ALL = "*";
  private static final int REACHED = 299;

  /** Whoever has a permission may see these; they show what the asker may see. */
  private static final Set<String> LISTS =
      Set.of(
          "GET /console",
          "GET /admin/v1/accounts",
          "GET /admin/v1/policy-presets",
          "GET /admin/v1/openapi.yaml");

  /** Routes that cannot be made of mocks, and have provisioning tokens. */
  private static final Set<String> SCIM =
      Set.of("dev.rosterline.gateway.users", "dev.rosterline.gateway.groups");

  /** Whoever has no session yet has to see it. */
  private static final String SIGN_IN = "GET /console/sign-in";

  private static AnnotationConfigApplicationContext context;

  /** A method and a pattern. */
  record Route(HttpMethod method, String pattern) {

    String path(String account) {
      return pattern
          .replace("{account}", account)
          .replaceAll("\\{[^{}]*(\\{[^}]*})?[^{}]*}", "2b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b");
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  @BeforeAll
  static void start() throws ClassNotFoundException {
    context = new AnnotationConfigApplicationContext();
    TestPropertyValues.of(
            "rosterline.admin.password=sesame",
            "rosterline.admin.audit-url=http://localhost:1",
            "rosterline.admin.audit-key=key",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://id.example",
            "spring.security.oauth2.resourceserver.jwt.audiences=rosterline")
        .applyTo(context);
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(WebSessionStore.class, InMemoryWebSessionStore::new);
    context.registerBean(ReactiveJwtDecoder.class, () -> RouteAuthorizationTests::decode);
    context.register(
        AdminsConfiguration.class,
        Class.forName("dev.rosterline.gateway.admin.AdminSecurity"),
        Class.forName("dev.rosterline.gateway.console.ConsoleSecurity"));
    context.refresh();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  static List<Route> routes() throws Exception {
    List<Route> routes = new ArrayList<>();
    for (Class<?> controller : annotated(Controller.class)) {
      for (Method method : controller.getDeclaredMethods()) {
        routes.addAll(mapped(method));
      }
    }
    for (Class<?> configuration : annotated(Configuration.class)) {
      if (SCIM.contains(configuration.getPackageName())) {
        continue;
      }
      for (Method method : configuration.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Bean.class)
            && method.getReturnType() == RouterFunction.class) {
          routes.addAll(routed(configuration, method));
        }
      }
    }
    return routes.stream()
        .filter(r -> r.pattern().startsWith("/admin") || r.pattern().startsWith("/console"))
        .filter(r -> !r.toString().equals(SIGN_IN))
        .toList();
  }

  @Test
  void theWalkFindsTheRoutes() throws Exception {
    assertThat(routes())
        .contains(
            new Route(HttpMethod.DELETE, "/admin/v1/accounts/{account}/tokens/{token}"),
            new Route(HttpMethod.POST, "/console/accounts/{account}/settings"))
        .hasSizeGreaterThan(45);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void nobodyIsSentToSignIn(Route route) {
    var answer = send(route.method(), route.path(OWN), null);
    if (route.pattern().startsWith("/console")) {
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.header("Location")).isEqualTo("/console/sign-in");
    } else {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void foreignAccountsAreForbidden(Route route) {
    if (!LISTS.contains(route.toString())) {
      assertThat(send(route.method(), route.path(FOREIGN), OWN).status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void peopleWithoutAnyAccountAreForbidden(Route route) {
    assertThat(send(route.method(), route.path(OWN), "nothing").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whoHasTheAccountOrAllGetsThrough(Route route) {
    if (route.pattern().contains("{account}")) {
      assertThat(send(route.method(), route.path(OWN), OWN).status()).isEqualTo(REACHED);
    }
    assertThat(send(route.method(), route.path(FOREIGN), ALL).status()).isEqualTo(REACHED);
  }

  @Test
  void makingAccountsNeedsThePermissionForAll() {
    assertThat(send(HttpMethod.POST, "/admin/v1/accounts", OWN).status()).isEqualTo(403);
    assertThat(send(HttpMethod.POST, "/admin/v1/accounts", ALL).status()).isEqualTo(REACHED);
  }

  @Test
  void bearerAnswersNameTheErrorAsTheStandardDoes() {
    var forbidden = send(HttpMethod.GET, "/admin/v1/accounts/" + FOREIGN, OWN);
    assertThat(forbidden.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
    assertThat(forbidden.header("Content-Type")).isEqualTo("application/problem+json");
    var invalid = send(HttpMethod.GET, "/admin/v1/accounts", "forged");
    assertThat(invalid.status()).isEqualTo(401);
    assertThat(invalid.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
  }

  private record Answered(int status, MockServerWebExchange exchange) {
    String header(String name) {
      return exchange.getResponse().getHeaders().getFirst(name);
    }
  }

  /** With a bearer token for the API, and the CSRF token for the console. */
  private static Answered send(HttpMethod method, String path, String accounts) {
    var request = MockServerHttpRequest.method(method, path);
    boolean console = path.startsWith("/console");
    if (accounts != null && !console) {
      request.header("Authorization", "Bearer " + token(accounts));
    }
    request.header("X-XSRF-TOKEN", masked("0123456789"));
    request.cookie(new HttpCookie("rosterline-csrf", "0123456789"));
    var exchange = MockServerWebExchange.from(request);
    var session = exchange.getSession().block();
    if (accounts != null && console) {
      session.getAttributes().put("SPRING_SECURITY_CONTEXT", signedIn(accounts));
    }
    int status =
        context
            .getBean(WebFilterChainProxy.class)
            .filter(exchange, RouteAuthorizationTests::reach)
            .then(Mono.fromSupplier(() -> exchange.getResponse().getStatusCode().value()))
            .onErrorResume(ResponseStatusException.class, e -> Mono.just(e.getStatusCode().value()))
            .block();
    return new Answered(status, exchange);
  }

  private static Mono<Void> reach(ServerWebExchange exchange) {
    exchange.getResponse().setRawStatusCode(REACHED);
    return exchange.getResponse().setComplete();
  }

  private static SecurityContextImpl signedIn(String accounts) {
    var names = accounts.equals("nothing") ? "other" : "manage-user-registration:" + accounts;
    return new SecurityContextImpl(
        new JwtAuthenticationToken(jwt(accounts), AuthorityUtils.createAuthorityList(names)));
  }

  /** The form in which a page carries the token, with a mask of zeros. */
  private static String masked(String token) {
    byte[] bytes = new byte[token.length() * 2];
    System.arraycopy(
        token.getBytes(StandardCharsets.UTF_8), 0, bytes, token.length(), token.length());
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  private static String token(String accounts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(accounts.getBytes(StandardCharsets.UTF_8));
  }

  private static Mono<Jwt> decode(String token) {
    String accounts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    return accounts.equals("forged")
        ? Mono.error(new BadJwtException("forged"))
        : Mono.just(jwt(accounts));
  }

  private static Jwt jwt(String accounts) {
    return Jwt.withTokenValue("token")
        .header("alg", "RS256")
        .subject("ada")
        .issuedAt(Instant.now())
        .claim("rosterline_accounts", List.of(accounts))
        .build();
  }

  private static List<Class<?>> annotated(Class<? extends Annotation> annotation)
      throws ClassNotFoundException {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(annotation));
    List<Class<?>> found = new ArrayList<>();
    for (var definition : scanner.findCandidateComponents("dev.rosterline.gateway")) {
      found.add(Class.forName(definition.getBeanClassName()));
    }
    return found;
  }

  private static List<Route> mapped(Method method) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    if (mapping == null) {
      return List.of();
    }
    var methods = Arrays.stream(mapping.method()).map(RequestMethod::asHttpMethod).toList();
    return Arrays.stream(mapping.path())
        .flatMap(
            path ->
                (methods.isEmpty() ? Stream.of(HttpMethod.GET, HttpMethod.POST) : methods.stream())
                    .map(each -> new Route(each, path)))
        .toList();
  }

  /** With mocks for collaborators: a route is not called, only looked at. */
  private static List<Route> routed(Class<?> configuration, Method bean) throws Exception {
    Constructor<?> constructor = configuration.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    Object made = constructor.newInstance(mocks(constructor.getParameterTypes()));
    ReflectionUtils.makeAccessible(bean);
    var walk = new Walk();
    ((RouterFunction<?>) bean.invoke(made, mocks(bean.getParameterTypes()))).accept(walk);
    return walk.routes;
  }

  private static Object[] mocks(Class<?>[] types) {
    return Arrays.stream(types).map(RouteAuthorizationTests::stand).toArray();
  }

  private static Object stand(Class<?> type) {
    return type == String.class ? "" : type.isPrimitive() ? 1 : mock(type);
  }

  /** Reads method and path of each route. */
  private static final class Walk implements RouterFunctions.Visitor {

    private final List<Route> routes = new ArrayList<>();

    @Override
    public void startNested(RequestPredicate predicate) {
      assertThat(predicate.toString()).as("a nested route, which the walk cannot read").isEmpty();
    }

    @Override
    public void endNested(RequestPredicate predicate) {}

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
      Set<HttpMethod> methods = new HashSet<>();
      List<String> paths = new ArrayList<>();
      predicate.accept(reader(methods, paths));
      methods.forEach(method -> paths.forEach(path -> routes.add(new Route(method, path))));
    }

    /** Of the visitor's fifteen methods two are of interest. */
    private static RequestPredicates.Visitor reader(Set<HttpMethod> methods, List<String> paths) {
      return (RequestPredicates.Visitor)
          Proxy.newProxyInstance(
              RouteAuthorizationTests.class.getClassLoader(),
              new Class<?>[] {RequestPredicates.Visitor.class},
              (_, called, arguments) -> {
                switch (called.getName()) {
                  case "method" ->
                      ((Set<?>) arguments[0]).forEach(m -> methods.add((HttpMethod) m));
                  case "path" -> paths.add((String) arguments[0]);
                  default -> {}
                }
                return null;
              });
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {}

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> routerFunction) {}
  }
}
