package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rosterline.gateway.access.Scopes;
import dev.rosterline.gateway.access.TokenFormat;
import dev.rosterline.gateway.lookup.SharedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;

@Tag("process")
class TokenChangesIntegrationTests {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(TokenChanges.class);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AccountStore accounts =
      new AccountStore(DatabaseClient.create(SharedDatabase.gateway()));
  private final TokenChanges changes = new TokenChanges(accounts);
  private final UUID account = UUID.randomUUID();
  private final String secret = TokenFormat.generate();

  @BeforeEach
  void listen() {
    as("admin", accounts.create(account, "Test"));
    lines.start();
    LOGGER.setLevel(Level.INFO);
    LOGGER.addAppender(lines);
  }

  @AfterEach
  void deaf() {
    LOGGER.detachAppender(lines);
  }

  @Test
  void e4_whoMakesAndRevokesTokensIsWrittenDownWithoutTheSecret() {
    UUID token = UUID.randomUUID();
    as("grace@corp.example\nforged", changes.create(token, account, reading()));
    as("admin", changes.revoke(account, token));
    assertThat(lines.list).hasSize(2).noneMatch(line -> line.toString().contains(secret));
    assertThat(lines.list.getFirst().getFormattedMessage())
        .startsWith("token made account=" + account + " token=" + token + " scopes=[read] expires=")
        .endsWith("by=grace@corp.example?forged");
    assertThat(lines.list.getLast().getFormattedMessage())
        .isEqualTo("token revoked account=%s token=%s by=admin".formatted(account, token));
  }

  @Test
  void scopesAreListedWithTheToken() {
    as("admin", changes.create(UUID.randomUUID(), account, reading()));
    var listed = accounts.tokens(account).block(Duration.ofSeconds(10));
    assertThat(listed).singleElement();
    assertThat(listed.getFirst().path("scopes").toString()).isEqualTo("[\"read\"]");
  }

  @Test
  void whatWasNotThereIsNotWrittenDown() {
    as("admin", changes.revoke(account, UUID.randomUUID()));
    assertThat(lines.list).isEmpty();
  }

  private AccountStore.NewToken reading() {
    return new AccountStore.NewToken(
        "Reader",
        TokenFormat.shown(secret),
        TokenFormat.hash(secret),
        Instant.now().plus(Duration.ofDays(1)),
        new Scopes(false, false));
  }

  private static <T> void as(String admin, Mono<T> work) {
    work.contextWrite(
            ReactiveSecurityContextHolder.withAuthentication(
                new TestingAuthenticationToken(admin, "")))
        .block(Duration.ofSeconds(10));
  }
}
