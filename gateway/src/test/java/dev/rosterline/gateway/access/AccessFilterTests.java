package dev.rosterline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.gateway.TestDatabase;
import dev.rosterline.gateway.error.ScimErrorHandler;
import dev.rosterline.gateway.error.ScimErrorWriter;
import dev.rosterline.scim.json.Mode;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

@Tag("process")
class AccessFilterTests {

  private static final String USERS = "/scim/v2/Users";

  private static TestDatabase database;
  private static AccessFilter filter;
  private static String live;
  private static String revoked;
  private static String expired;

  private final ScimErrorHandler errors = new ScimErrorHandler(new ScimErrorWriter(), List.of());

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
    filter = filter(database.gateway());
    live = token("{}", "now() + interval '1 day'", "null");
    revoked = token("{}", "now() + interval '1 day'", "now()");
    expired = token("{}", "now() - interval '1 second'", "null");
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @Test
  void liveTokenPasses() {
    assertPasses(USERS, "Bearer " + live);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer  "})
  void schemeIsReadInAnyLetterCase(String scheme) {
    assertPasses(USERS, scheme + live);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer", "Bearer ", "Basic x", "Bearer garbage", "Bearer rstl_", "", "\u00e9"})
  void whatIsNoTokenIsRefused(String header) {
    assertRefused(USERS, header);
  }

  @Test
  void missingHeaderIsRefused() {
    assertRefused(USERS);
  }

  @Test
  void twoHeadersAreRefusedEvenWhereBothAreRight() {
    assertRefused(USERS, "Bearer " + live, "Bearer " + live);
  }

  @Test
  void unknownRevokedAndExpiredTokensAreRefusedInTheSameWords() {
    String unknown = body(assertRefused(USERS, "Bearer " + TokenFormat.generate()));
    assertThat(body(assertRefused(USERS, "Bearer " + revoked))).isEqualTo(unknown);
    assertThat(body(assertRefused(USERS, "Bearer " + expired))).isEqualTo(unknown);
  }

  @ParameterizedTest
  @CsvSource({
    "z7, integrationEnabled, switched off",
    "s4, ssoActive, Single sign-on",
    "s4, planIncludesProvisioning, plan"
  })
  void unmetPreconditionIsForbiddenAndExplained(String row, String setting, String said)
      throws SQLException {
    String token = token("{\"" + setting + "\":false}", "now() + interval '1 day'", "null");
    MockServerWebExchange exchange = exchange(USERS, "Bearer " + token);
    MockServerHttpResponse response = answer(filter, exchange);
    assertThat(Caller.of(exchange).source().tokenName())
        .as("for the activity log")
        .isEqualTo("Test");
    assertThat(response.getStatusCode()).as(row).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(response.getHeaders().getContentType()).isEqualTo(ScimErrorWriter.SCIM_JSON);
    assertThat(body(response)).contains("\"status\":\"403\"", said);
  }

  @ParameterizedTest
  @CsvSource({
    "'read', GET, /scim/v2/Users, true",
    "'read', POST, /scim/v2/Users/.search, true",
    "'read', POST, /scim/v2/Users, false",
    "'read', PATCH, /scim/v2/Groups/1, false",
    "'read', DELETE, /scim/v2/Users/1, false",
    "'read', POST, /scim/v2/Bulk, false",
    "'read', POST, /scim/v2/%55sers, false",
    "'read,users:rw', POST, /scim/v2/Users, true",
    "'read,users:rw', PUT, /scim/v2/Groups/1, false",
    "'read,users:rw', POST, /scim/v2/Bulk, false",
    "'users:rw', POST, /scim/v2/UsersAndMore, false",
    "'read,groups:rw', PATCH, /scim/v2/Groups/1, true",
    "'read,groups:rw', PATCH, /scim/v2/Users/1, false",
    "'users:rw,groups:rw', POST, /scim/v2/Bulk, true"
  })
  void k9_tokenChangesWhatItsScopesSay(String scopes, String method, String path, boolean allowed)
      throws SQLException {
    String token = token("{}", "now() + interval '1 day'", "null");
    scoped(token, scopes);
    MockServerWebExchange exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.method(
                    HttpMethod.valueOf(method), java.net.URI.create("http://localhost" + path))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token));
    MockServerHttpResponse response = answer(filter, exchange);
    assertThat(response.getStatusCode())
        .isEqualTo(allowed ? HttpStatus.NO_CONTENT : HttpStatus.FORBIDDEN);
    if (!allowed) {
      assertThat(body(response)).contains("does not have the scope");
      assertThat(Caller.of(exchange).source().tokenName()).as("for the log").isEqualTo("Test");
    }
  }

  private static void scoped(String token, String scopes) throws SQLException {
    byte[] hash = new byte[32];
    TokenFormat.hash(token).duplicate().get(hash);
    try (Connection connection = database.owner();
        PreparedStatement update =
            connection.prepareStatement(
                "update account.token set scopes = string_to_array(?, ',') where hash = ?")) {
      update.setString(1, scopes);
      update.setBytes(2, hash);
      assertThat(update.executeUpdate()).isOne();
    }
  }

  @Test
  void a1_ownHostTakesTheTokensOfItsAccountAloneAndSharedOnesTakeAll() throws SQLException {
    String own = token("{}", "now() + interval '1 day'", "null");
    give("acme.example.com", own);
    assertThat(statusAt("acme.example.com", own)).isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(statusAt("ACME.example.com.", own)).isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(statusAt("scim.example.com", own)).isEqualTo(HttpStatus.NO_CONTENT);
    for (String host : List.of("acme.example.com", "Acme.Example.com", "acme.example.com.")) {
      MockServerWebExchange exchange = exchangeAt(host, live);
      MockServerHttpResponse refused = answer(filter, exchange);
      assertThat(refused.getStatusCode()).as(host).isEqualTo(HttpStatus.UNAUTHORIZED);
      assertThat(body(refused)).contains("not for this host");
      assertThat(Caller.of(exchange).source().tokenName()).as("for the log").isEqualTo("Test");
    }
    assertThat(statusAt("scim.example.com", live)).isEqualTo(HttpStatus.NO_CONTENT);
  }

  @Test
  void e1_whoComesWithAnExpiredTokenIsToldOfInTheirAccountsActivity() {
    MockServerWebExchange exchange = exchange(USERS, "Bearer " + expired);
    assertThat(answer(filter, exchange).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(Caller.of(exchange).source().tokenName()).isEqualTo("Test");
  }

  private @Nullable HttpStatusCode statusAt(String host, String token) {
    return answer(filter, exchangeAt(host, token)).getStatusCode();
  }

  private static MockServerWebExchange exchangeAt(String host, String token) {
    return MockServerWebExchange.from(
        MockServerHttpRequest.get("http://" + host + USERS)
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + token));
  }

  private static void give(String host, String token) throws SQLException {
    byte[] hash = new byte[32];
    TokenFormat.hash(token).duplicate().get(hash);
    try (Connection connection = database.owner();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into account.own_host (host, account_id) select ?, account_id from account.token where hash = ?")) {
      insert.setString(1, host);
      insert.setBytes(2, hash);
      insert.executeUpdate();
    }
  }

  @Test
  void policySaysHowTheCallerIsRead() throws SQLException {
    String token =
        token("{\"mode\":\"strict\",\"matchOn\":\"email\"}", "now() + interval '1 day'", "null");
    MockServerWebExchange exchange = exchange(USERS, "Bearer " + token);
    filter.filter(exchange, _ -> Mono.empty()).block();
    assertThat(Caller.of(exchange).mode()).isEqualTo(Mode.STRICT);
    assertThat(Caller.of(exchange).matchOn()).isEqualTo(MatchOn.EMAIL);
  }

  @Test
  void howToAuthenticateIsReadableWithoutToken() {
    assertPasses("/scim/v2/ServiceProviderConfig");
    assertRefused("/scim/v2/ServiceProviderConfig", "Bearer " + revoked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/scim/v2/Schemas",
        "/scim/v2/%55sers",
        "/scim/v2/ServiceProviderConfig/",
        "/scim/v2/Service%50roviderConfig",
        "/scim/v2/ServiceProviderConfig;x=1"
      })
  void otherPathsAndOtherSpellingsNeedAToken(String path) {
    assertRefused(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%73cim/v2/Users", "/scim;x/v2/Users", "//scim/v2/Users", "/admin", "/"})
  void pathsThatAreSpelledOtherwiseAreNotServed(String path) {
    MockServerWebExchange exchange = exchange(path, "Bearer " + live);
    Throwable failure =
        filter
            .filter(exchange, _ -> Mono.error(new AssertionError("passed")))
            .then(Mono.<Throwable>empty())
            .onErrorResume(Mono::just)
            .block();
    assertThat(failure)
        .isInstanceOfSatisfying(
            ResponseStatusException.class,
            status -> assertThat(status.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND));
  }

  @Test
  void nobodyIsLetInWhileTheDatabaseIsAway() {
    AccessFilter alone =
        filter(ConnectionFactories.get("r2dbc:postgresql://nobody:secret@localhost:1/none"));
    MockServerHttpResponse response = answer(alone, exchange(USERS, "Bearer " + live));
    assertThat(response.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
  }

  private void assertPasses(String path, String... headers) {
    MockServerHttpResponse response = answer(filter, exchange(path, headers));
    assertThat(response.getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
  }

  private MockServerHttpResponse assertRefused(String path, String... headers) {
    MockServerHttpResponse response = answer(filter, exchange(path, headers));
    assertThat(response.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(response.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
    assertThat(response.getHeaders().getContentType()).isEqualTo(ScimErrorWriter.SCIM_JSON);
    assertThat(body(response))
        .contains("urn:ietf:params:scim:api:messages:2.0:Error", "\"status\":\"401\"")
        .containsPattern("\"detail\":\"[^\"]+\"");
    return response;
  }

  private MockServerHttpResponse answer(AccessFilter filter, MockServerWebExchange exchange) {
    filter
        .filter(
            exchange,
            passed -> {
              passed.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
              return Mono.empty();
            })
        .onErrorResume(failure -> errors.handle(exchange, failure))
        .block();
    return exchange.getResponse();
  }

  private static String body(MockServerHttpResponse response) {
    return String.valueOf(response.getBodyAsString().block());
  }

  private static MockServerWebExchange exchange(String path, String... headers) {
    return MockServerWebExchange.from(
        MockServerHttpRequest.method(HttpMethod.GET, java.net.URI.create("http://localhost" + path))
            .header(HttpHeaders.AUTHORIZATION, headers));
  }

  private static AccessFilter filter(ConnectionFactory connections) {
    TokenStore store = new TokenStore(DatabaseClient.create(connections));
    OwnHosts hosts = new OwnHosts(new OwnHostStore(DatabaseClient.create(connections)));
    return new AccessFilter(
        new Tokens(store, hosts), hosts, new TokenUse(store, Clock.systemUTC()), Clock.systemUTC());
  }

  private static String token(String settings, String expires, String revokedAt)
      throws SQLException {
    String secret = TokenFormat.generate();
    UUID account = UUID.randomUUID();
    try (Connection connection = database.owner();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                with a as (insert into account.account (id, name) values (?, 'Test') returning id),
                p as (insert into directory.account_policy (account_id, settings)
                  select id, ?::jsonb from a)
                insert into account.token (id, account_id, name, prefix, hash, expires_at, revoked_at)
                select gen_random_uuid(), id, 'Test', 'rstl_', ?, %s, %s from a
                """
                    .formatted(expires, revokedAt))) {
      byte[] hash = new byte[32];
      TokenFormat.hash(secret).duplicate().get(hash);
      insert.setObject(1, account);
      insert.setString(2, settings);
      insert.setBytes(3, hash);
      insert.executeUpdate();
    }
    return secret;
  }
}
