package dev.rosterline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Source;
import dev.rosterline.scim.error.ScimError;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class RefusalLogTests {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(RefusalLog.class);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Instant now = Instant.parse("2026-11-29T00:00:00Z");
  private final RefusalLog log =
      new RefusalLog(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  @BeforeEach
  void listen() {
    lines.start();
    LOGGER.addAppender(lines);
  }

  @AfterEach
  void deaf() {
    LOGGER.detachAppender(lines);
  }

  @Test
  void strangerIsToldOfByAddressAndNobodyByName() {
    log.refused(exchange(), ScimError.unauthorized("no"));
    assertThat(texts())
        .containsExactly(
            "refused status=401 method=DELETE endpoint=/scim/v2/Users address=192.0.2.7"
                + " account=unknown token=unknown omitted=0");
  }

  @Test
  void tokenThatMayNotIsToldOfByItsId() {
    UUID token = UUID.randomUUID();
    AccountId account = new AccountId(UUID.randomUUID());
    MockServerWebExchange exchange = exchange();
    exchange
        .getAttributes()
        .put(
            Caller.ATTRIBUTE,
            new Caller(
                account,
                new Source(token, "Ada's token", "Okta"),
                AccountPolicy.DEFAULT.mode(),
                AccountPolicy.DEFAULT.matchOn(),
                List.of()));
    log.refused(exchange, ScimError.forbidden("no"));
    assertThat(texts().getFirst())
        .contains("status=403", "token=" + token)
        .contains(account.value().toString())
        .doesNotContain("Ada");
  }

  @Test
  void whatIsNoMatterOfAccessIsNotToldOf() {
    log.refused(exchange(), ScimError.notFound("no"));
    assertThat(texts()).isEmpty();
  }

  @Test
  void floodIsCountedRatherThanWritten() {
    for (int i = 0; i < 1_000; i++) {
      log.refused(exchange(), ScimError.unauthorized("no"));
    }
    assertThat(texts()).hasSize(RefusalLog.EACH_SECOND);
    now = now.plusSeconds(1);
    log.refused(exchange(), ScimError.unauthorized("no"));
    assertThat(texts().getLast()).endsWith("omitted=" + (1_000 - RefusalLog.EACH_SECOND));
  }

  private List<String> texts() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static MockServerWebExchange exchange() {
    return MockServerWebExchange.from(
        MockServerHttpRequest.delete("/scim/v2/Users/ada@example.com?filter=ada")
            .remoteAddress(new InetSocketAddress("192.0.2.7", 4711)));
  }
}
