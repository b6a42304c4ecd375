package dev.rosterline.gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.gateway.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.web.server.WebSession;

/** Two gateways on one database: what one knows of a session the other knows too. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedSessionsIntegrationTests {

  private static final String WHO = "SPRING_SECURITY_CONTEXT";
  private static final Duration IDLE = Duration.ofMinutes(30);

  private TestDatabase database;
  private SharedSessions one;
  private SharedSessions other;

  @BeforeAll
  void start() throws Exception {
    database = new TestDatabase();
    one = gateway(Clock.systemUTC());
    other = gateway(Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    database.close();
  }

  @BeforeEach
  void empty() throws Exception {
    execute("delete from account.console_session");
  }

  private SharedSessions gateway(Clock clock) {
    var store = new SessionStore(DatabaseClient.create(database.gateway()));
    return new SharedSessions(store, new SessionContent(), IDLE, clock);
  }

  @Test
  void whoSignsInAtOneGatewayIsKnownAtTheOther() {
    var session = signedIn(one, "mira");
    var seen = find(other, session.getId());
    assertThat(nameIn(seen)).isEqualTo("mira");
    assertThat(seen.<String>getAttribute("note")).isEqualTo("kept");
  }

  @Test
  void whoSignsInAtAProviderIsKnownWithNameAndPermissions() {
    var token =
        new OidcIdToken(
            "the.id.token",
            Instant.ofEpochSecond(1_800_000_000),
            Instant.ofEpochSecond(1_800_000_300),
            Map.of("sub", "mira", "email", "mira@northwind.example"));
    var permissions = AuthorityUtils.createAuthorityList("manage-user-registration:*");
    var user = new DefaultOidcUser(permissions, token);
    var session = one.createWebSession().block();
    session
        .getAttributes()
        .put(WHO, context(new OAuth2AuthenticationToken(user, permissions, "northwind")));
    session.save().block();

    var seen = find(other, session.getId()).<SecurityContext>getAttribute(WHO).getAuthentication();
    assertThat(seen.isAuthenticated()).isTrue();
    assertThat(seen.getAuthorities()).isEqualTo(permissions);
    var known = (DefaultOidcUser) seen.getPrincipal();
    assertThat(known.getIdToken().getTokenValue()).isEqualTo("the.id.token");
    assertThat(known.getEmail()).isEqualTo("mira@northwind.example");
  }

  @Test
  void wayToAProviderMayBeginAtOneGatewayAndEndAtTheOther() {
    var request =
        OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri("https://id.example/authorize")
            .clientId("console")
            .state("the-state")
            .attributes(Map.of("nonce", "n", "code_verifier", "v"))
            .build();
    var session = one.createWebSession().block();
    session.getAttributes().put("request", request);
    session.save().block();

    var seen = find(other, session.getId()).<OAuth2AuthorizationRequest>getAttribute("request");
    assertThat(seen.getState()).isEqualTo("the-state");
    assertThat(seen.<String>getAttribute("code_verifier")).isEqualTo("v");
  }

  @Test
  void whoSignsOutAtOneIsOutAtTheOtherAndIsNotBroughtBack() {
    var session = signedIn(one, "mira");
    var elsewhere = find(other, session.getId());
    session.invalidate().block();
    assertThat(find(other, session.getId())).isNull();

    elsewhere.getAttributes().put("note", "changed");
    elsewhere.save().block();
    assertThat(find(one, session.getId())).isNull();
  }

  @Test
  void idFromBeforeTheSignInIsWorthNothingAfter() {
    var session = one.createWebSession().block();
    session.getAttributes().put("note", "begun");
    session.save().block();
    var before = session.getId();
    var begun = find(other, before);
    begun.getAttributes().put(WHO, somebody("mira"));
    begun.changeSessionId().block();
    begun.save().block();

    assertThat(find(one, before)).isNull();
    assertThat(nameIn(find(one, begun.getId()))).isEqualTo("mira");
  }

  @Test
  void databaseHasNeitherTheIdNorANameInIt() throws Exception {
    var session = signedIn(one, "mira.secret.name");
    var row = text("select s::text from account.console_session s");
    assertThat(row).doesNotContain(session.getId(), hex(session.getId()), hex("mira.secret.name"));
    assertThat(row).doesNotContain("mira.secret.name");
  }

  @Test
  void unusedSessionEndsAndAUsedOneLasts() throws Exception {
    var session = signedIn(one, "mira");
    assertThat(minutesLeft()).isBetween(29.0, 30.0);
    execute(
        "update account.console_session set used_at = now() - interval '20 minutes',"
            + " ends_at = now() + interval '10 minutes'");
    find(other, session.getId()).save().block();
    assertThat(minutesLeft()).isBetween(29.0, 30.0);

    execute("update account.console_session set ends_at = now()");
    assertThat(find(one, session.getId())).isNull();
    signedIn(one, "somebody else");
    assertThat(text("select count(*) from account.console_session")).isEqualTo("1");
  }

  @Test
  void readingWritesOnceAMinuteAtMost() throws Exception {
    var session = signedIn(one, "mira");
    var before = text("select xmin from account.console_session");
    find(other, session.getId()).save().block();
    assertThat(text("select xmin from account.console_session")).isEqualTo(before);

    var later = gateway(Clock.offset(Clock.system(ZoneOffset.UTC), Duration.ofMinutes(2)));
    find(later, session.getId()).save().block();
    assertThat(text("select xmin from account.console_session")).isNotEqualTo(before);
  }

  @Test
  void beginningsEndSoonAndAreBounded() throws Exception {
    execute(
        "insert into account.console_session (row_key, sealed, signed_in, ends_at)"
            + " select sha256(n::text::bytea), '', false, now() + interval '1 minute'"
            + " from generate_series(1, 9999) n");
    begin().save().block();
    assertThat(
            text(
                "select count(*) from account.console_session where ends_at > now() + interval '11 minutes'"))
        .isEqualTo("0");
    assertThatThrownBy(() -> begin().save().block()).hasMessageContaining("signing in");
    assertThat(nameIn(find(other, signedIn(one, "mira").getId()))).isEqualTo("mira");
  }

  @Test
  void inventedIdsFindNothing() {
    assertThat(find(one, "")).isNull();
    assertThat(find(one, "x".repeat(43))).isNull();
    assertThat(find(one, "' or true --")).isNull();
  }

  private WebSession begin() {
    var session = one.createWebSession().block();
    session.getAttributes().put("note", "begun");
    return session;
  }

  private static WebSession signedIn(SharedSessions gateway, String name) {
    var session = gateway.createWebSession().block();
    session.getAttributes().put(WHO, somebody(name));
    session.getAttributes().put("note", "kept");
    session.save().block();
    return session;
  }

  private static SecurityContext somebody(String name) {
    return context(
        UsernamePasswordAuthenticationToken.authenticated(
            name, null, AuthorityUtils.createAuthorityList("manage-user-registration:*")));
  }

  private static SecurityContext context(
      org.springframework.security.core.Authentication somebody) {
    return new SecurityContextImpl(somebody);
  }

  private static String nameIn(WebSession session) {
    return session.<SecurityContext>getAttribute(WHO).getAuthentication().getName();
  }

  private static WebSession find(SharedSessions gateway, String id) {
    return gateway.retrieveSession(id).block();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private double minutesLeft() throws Exception {
    return Double.parseDouble(
        text("select extract(epoch from ends_at - now()) / 60 from account.console_session"));
  }

  private void execute(String sql) throws Exception {
    try (var connection = database.owner();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws Exception {
    try (var connection = database.owner();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
