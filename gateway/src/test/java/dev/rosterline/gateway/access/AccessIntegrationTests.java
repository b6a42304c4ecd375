package dev.rosterline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.error.ScimErrorHandler;
import dev.rosterline.gateway.error.ScimErrorWriter;
import dev.rosterline.gateway.lookup.SharedDatabase;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;

@Tag("process")
class AccessIntegrationTests {

  private static UUID account;
  private static Tokens tokens;
  private static WebTestClient client;

  @BeforeAll
  static void start() {
    account = SharedDatabase.account("access");
    tokens = tokens(SharedDatabase.gateway());
    client = client(tokens, SharedDatabase.gateway());
  }

  private static Tokens tokens(ConnectionFactory connections) {
    return new Tokens(new TokenStore(DatabaseClient.create(connections)), hosts(connections));
  }

  private static OwnHosts hosts(ConnectionFactory connections) {
    return new OwnHosts(new OwnHostStore(DatabaseClient.create(connections)));
  }

  private static WebTestClient client(Tokens tokens, ConnectionFactory connections) {
    TokenUse use =
        new TokenUse(new TokenStore(DatabaseClient.create(connections)), Clock.systemUTC());
    HttpHandler handler =
        WebHttpHandlerBuilder.webHandler(
                exchange -> {
                  String answer =
                      exchange.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller
                          ? caller.account() + " " + caller.source().client()
                          : "nobody";
                  var response = exchange.getResponse();
                  return response.writeWith(
                      reactor.core.publisher.Mono.just(
                          response.bufferFactory().wrap(answer.getBytes())));
                })
            .filter(new AccessFilter(tokens, hosts(connections), use, Clock.systemUTC()))
            .exceptionHandler(new ScimErrorHandler(new ScimErrorWriter(), List.of()))
            .exceptionHandler(new ResponseStatusExceptionHandler())
            .build();
    return WebTestClient.bindToServer(new HttpHandlerConnector(handler))
        .responseTimeout(Duration.ofSeconds(20))
        .build();
  }

  private static String token(Instant expiresAt, @Nullable Instant revokedAt, int slot) {
    String token = TokenFormat.generate();
    byte[] hash = new byte[32];
    TokenFormat.hash(token).get(hash);
    SharedDatabase.execute(
        """
        insert into account.token (id, account_id, name, prefix, hash, live_slot, expires_at, revoked_at)
        values (?, ?, 'okta', ?, ?, ?, ?::timestamptz, ?::timestamptz)
        """,
        UUID.randomUUID(),
        account,
        TokenFormat.shown(token),
        hash,
        slot == 0 ? null : slot,
        expiresAt.toString(),
        revokedAt == null ? null : revokedAt.toString());
    return token;
  }

  private static String live() {
    return token(Instant.now().plusSeconds(3600), null, 0);
  }

  private static WebTestClient.ResponseSpec get(@Nullable String authorization) {
    var request = client.get().uri("/scim/v2/Users");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.exchange();
  }

  private static void assertRefused(WebTestClient.ResponseSpec answer) {
    answer
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueMatches("WWW-Authenticate", "Bearer.*")
        .expectHeader()
        .contentType("application/scim+json")
        .expectBody()
        .jsonPath("$.schemas[0]")
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error")
        .jsonPath("$.status")
        .isEqualTo("401")
        .jsonPath("$.detail")
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic YWRtaW46YWRtaW4=",
        "rstl_0",
        "Bearer null",
        "Bearer rstl_0000000000000000000000000000000000000000000000000",
        "Token abc",
        ""
      })
  void whatIsNoTokenIsRefused(String authorization) {
    assertRefused(get(authorization));
  }

  @Test
  void withoutAHeaderOrWithTwoNobodyPasses() {
    assertRefused(get(null));
    String bearer = "Bearer " + live();
    assertRefused(
        client
            .get()
            .uri("/scim/v2/Users")
            .header("Authorization", bearer)
            .header("Authorization", bearer)
            .exchange());
  }

  @Test
  void tokenInTheQueryIsNotRead() {
    assertRefused(client.get().uri("/scim/v2/Users?access_token=" + live()).exchange());
  }

  @Test
  void unknownExpiredAndRevokedTokensAreRefusedAlike() {
    assertRefused(get("Bearer " + TokenFormat.generate()));
    assertRefused(get("Bearer " + token(Instant.now().minusSeconds(1), null, 0)));
    assertRefused(
        get("Bearer " + token(Instant.now().plusSeconds(3600), Instant.now().minusSeconds(1), 0)));
  }

  @Test
  void liveTokenSaysWhoIsCallingWhateverTheCaseOfTheScheme() {
    String token = live();
    for (String scheme : List.of("Bearer ", "bearer ", "BEARER ")) {
      get(scheme + token)
          .expectStatus()
          .isOk()
          .expectBody(String.class)
          .isEqualTo(account + " other");
    }
  }

  @Test
  void useIsNotedOnceAMinuteWithTheClient() {
    String token = live();
    for (int i = 0; i < 20; i++) {
      client
          .get()
          .uri("/scim/v2/Users")
          .header("Authorization", "Bearer " + token)
          .header("User-Agent", "Okta SCIM Client 1.0.0")
          .exchange()
          .expectStatus()
          .isOk();
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        SharedDatabase.query(
                            "select last_client || '/' || last_user_agent from account.token where prefix = ?",
                            TokenFormat.shown(token)))
                    .containsExactly("Okta/Okta SCIM Client 1.0.0"));
  }

  @Test
  void disabledAccountIsForbiddenAndTold() {
    UUID closed = SharedDatabase.account("closed");
    SharedDatabase.policy(closed, "{\"integrationEnabled\":false}");
    String token = live();
    SharedDatabase.execute(
        "update account.token set account_id = ? where prefix = ?",
        closed,
        TokenFormat.shown(token));

    get("Bearer " + token)
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("403")
        .jsonPath("$.detail")
        .value(detail -> assertThat((String) detail).contains("switched off"));
  }

  @Test
  void changedPolicyHoldsOnEveryInstanceWithinASecondAndTheTokenSurvives() {
    Tokens listening = tokens(SharedDatabase.gateway());
    WebTestClient caller = client(listening, SharedDatabase.gateway());
    TokenNotifications notifications = new TokenNotifications(SharedDatabase.gateway(), listening);
    notifications.start();
    try {
      UUID switched = SharedDatabase.account("switched");
      String token = live();
      SharedDatabase.execute(
          "update account.token set account_id = ? where prefix = ?",
          switched,
          TokenFormat.shown(token));
      Awaitility.await()
          .until(
              () ->
                  !SharedDatabase.query(
                          "select query from pg_stat_activity where query = 'listen rosterline_token'")
                      .isEmpty());
      assertStatusWithinASecond(caller, token, 200);
      SharedDatabase.policy(switched, "{\"ssoActive\":false}");
      assertStatusWithinASecond(caller, token, 403);
      SharedDatabase.policy(switched, "{\"ssoActive\":true}");
      assertStatusWithinASecond(caller, token, 200);
    } finally {
      notifications.stop();
    }
  }

  private static void assertStatusWithinASecond(WebTestClient caller, String token, int status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                caller
                    .get()
                    .uri("/scim/v2/Users")
                    .header("Authorization", "Bearer " + token)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(status));
  }

  @Test
  void revokedTokenIsForgottenAtOnceWhenNotified() {
    Tokens listening = tokens(SharedDatabase.gateway());
    WebTestClient caller = client(listening, SharedDatabase.gateway());
    TokenNotifications notifications = new TokenNotifications(SharedDatabase.gateway(), listening);
    notifications.start();
    try {
      String token = live();
      Awaitility.await()
          .until(
              () ->
                  !SharedDatabase.query(
                          "select query from pg_stat_activity where query = 'listen rosterline_token'")
                      .isEmpty());
      var request = caller.get().uri("/scim/v2/Users").header("Authorization", "Bearer " + token);
      request.exchange().expectStatus().isOk();
      SharedDatabase.execute(
          "update account.token set revoked_at = now() where prefix = ?", TokenFormat.shown(token));
      SharedDatabase.execute("select pg_notify('rosterline_token', '')");

      Awaitility.await()
          .atMost(Duration.ofSeconds(1))
          .untilAsserted(() -> request.exchange().expectStatus().isUnauthorized());
    } finally {
      notifications.stop();
    }
  }

  @Test
  void withoutTheDatabaseNobodyPasses() {
    ConnectionFactory nowhere =
        ConnectionFactories.get("r2dbc:postgresql://rosterline_gateway:secret@localhost:1/none");
    client(tokens(nowhere), nowhere)
        .get()
        .uri("/scim/v2/Users")
        .header("Authorization", "Bearer " + TokenFormat.generate())
        .exchange()
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .valueMatches("Retry-After", "[0-9]+")
        .expectHeader()
        .contentType("application/scim+json");
  }

  @Test
  void onlyTheConfigurationIsReadableWithoutAToken() {
    client.get().uri("/scim/v2/ServiceProviderConfig").exchange().expectStatus().isOk();
    assertRefused(client.post().uri("/scim/v2/ServiceProviderConfig").exchange());
    assertRefused(client.get().uri("/scim/v2/Schemas").exchange());
    assertRefused(client.get().uri("/scim/v2/%53erviceProviderConfig").exchange());
    client.get().uri("/elsewhere").exchange().expectStatus().isNotFound();
    client.get().uri("/livez").exchange().expectStatus().isOk();
  }
}
