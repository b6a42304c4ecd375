package dev.rosterline.gateway.admins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;

class AdminSessionsTests {

  private static final UUID OWN = UUID.randomUUID();

  private Instant now = Instant.now();
  private final InMemoryWebSessionStore store = new InMemoryWebSessionStore();
  private final AdminSessions sessions =
      new AdminSessions(store, Duration.ofHours(12), new Moving());
  private final MockServerWebExchange exchange = exchange();

  private MockServerWebExchange exchange() {
    var manager = new DefaultWebSessionManager();
    manager.setSessionStore(store);
    return MockServerWebExchange.builder(MockServerHttpRequest.get("/console"))
        .sessionManager(manager)
        .build();
  }

  /** Stands still until a test moves it. */
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

  @Test
  void signInEndsAfterItsTimeHoweverMuchItIsUsed() {
    signIn();
    for (int hour = 0; hour < 12; hour++) {
      assertThat(signedIn()).isNotNull();
      now = now.plus(Duration.ofMinutes(59));
    }
    assertThat(signedIn()).isNotNull();
    now = now.plus(Duration.ofMinutes(12));

    assertThat(signedIn()).isNull();
    assertThat(session().isExpired()).isTrue();
  }

  @Test
  void timeBeginsWithTheSignInNotWithTheSessionBeforeIt() {
    session().start();
    now = now.plus(Duration.ofHours(11));
    signIn();
    now = now.plus(Duration.ofHours(11));
    assertThat(signedIn()).isNotNull();
  }

  @Test
  void sessionWithoutATimeOfSignInCountsFromItsBeginning() {
    session().getAttributes().put("SPRING_SECURITY_CONTEXT", somebody());
    assertThat(signedIn()).isNotNull();
    now = now.plus(Duration.ofHours(13));
    assertThat(signedIn()).isNull();
  }

  @Test
  void longAnswerMayGoOnWhileSessionPermissionAndTimeLast() {
    assertThat(maySee(OWN)).isFalse();
    signIn();
    assertThat(maySee(OWN)).isTrue();
    assertThat(maySee(UUID.randomUUID())).isFalse();
    now = now.plus(Duration.ofHours(12));
    assertThat(maySee(OWN)).isFalse();
  }

  @Test
  void longAnswerMayNotGoOnAfterSigningOut() {
    signIn();
    sessions.save(exchange, null).block();
    assertThat(session().isExpired()).isTrue();
    assertThat(maySee(OWN)).isFalse();
  }

  private boolean maySee(UUID account) {
    return Boolean.TRUE.equals(sessions.stillMaySee(session().getId(), account).block());
  }

  private void signIn() {
    sessions.save(exchange, somebody()).block();
    session().save().block();
  }

  private @Nullable SecurityContext signedIn() {
    return sessions.load(exchange).block();
  }

  private WebSession session() {
    return exchange.getSession().block();
  }

  private static SecurityContext somebody() {
    var permissions = Permissions.named(List.of(OWN.toString()));
    return new SecurityContextImpl(
        UsernamePasswordAuthenticationToken.authenticated("mira", null, permissions.authorities()));
  }
}
