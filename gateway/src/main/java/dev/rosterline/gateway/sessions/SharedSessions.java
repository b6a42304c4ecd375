package dev.rosterline.gateway.sessions;

import dev.rosterline.gateway.error.RetryLaterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.WebSessionStore;
import reactor.core.publisher.Mono;

/**
 * Sessions in PostgreSQL. A session that was only read costs one look-up, and a write each minute
 * at most; while PostgreSQL is away nobody is taken for signed in, nor for signed out.
 */
final class SharedSessions implements WebSessionStore {

  private static final Logger LOG = LoggerFactory.getLogger(SharedSessions.class);
  private static final String WHO =
      WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME;

  /** So long the way to a provider and back may take. */
  private static final Duration BEGUN = Duration.ofMinutes(10);

  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final SessionStore store;
  private final SessionContent content;
  private final Duration idle;
  private final Clock clock;

  SharedSessions(SessionStore store, SessionContent content, Duration idle, Clock clock) {
    this.store = store;
    this.content = content;
    this.idle = idle;
    this.clock = clock;
  }

  @Override
  public Mono<WebSession> createWebSession() {
    return Mono.fromSupplier(
        () -> {
          Instant now = clock.instant();
          var times = new SharedSession.Times(now, now, idle);
          return new SharedSession(this, SessionKey.random(), Map.of(), times, new byte[0]);
        });
  }

  @Override
  public Mono<WebSession> retrieveSession(String id) {
    return Mono.justOrEmpty(SessionKey.of(id))
        .flatMap(key -> store.find(key.row()).<WebSession>map(row -> session(key, row)))
        .onErrorMap(SharedSessions::unavailable);
  }

  @Override
  public Mono<Void> removeSession(String id) {
    return Mono.justOrEmpty(SessionKey.of(id)).flatMap(this::remove);
  }

  /** What was read is written when the answer begins, not before. */
  @Override
  public Mono<WebSession> updateLastAccessTime(WebSession session) {
    return Mono.just(session);
  }

  Mono<Void> remove(SessionKey key) {
    return store.delete(key.row()).onErrorMap(SharedSessions::unavailable);
  }

  Mono<Void> save(SharedSession session) {
    byte[] now = content.write(session.getAttributes());
    SessionKey key = session.key();
    boolean signedIn = session.getAttributes().containsKey(WHO);
    Duration lives = signedIn ? session.getMaxIdleTime() : BEGUN;
    if (session.before().length == 0) {
      return add(key, now, signedIn, lives);
    }
    Mono<?> write = Mono.empty();
    if (!Arrays.equals(now, session.before())) {
      write = store.change(key.row(), key.seal(now), signedIn, lives);
    } else if (session.getLastAccessTime().plus(FRESH).isBefore(clock.instant())) {
      write = store.use(key.row(), lives);
    }
    return write.then().onErrorMap(SharedSessions::unavailable);
  }

  private Mono<Void> add(SessionKey key, byte[] content, boolean signedIn, Duration lives) {
    return store
        .sweep()
        .then(store.add(key.row(), key.seal(content), signedIn, lives))
        .filter(added -> added)
        .switchIfEmpty(Mono.error(SharedSessions::tooMany))
        .then()
        .onErrorMap(SharedSessions::unavailable);
  }

  private SharedSession session(SessionKey key, SessionStore.Row row) {
    byte[] plain = key.open(row.sealed());
    var times = new SharedSession.Times(row.createdAt(), row.usedAt(), idle);
    return new SharedSession(this, key, content.read(plain), times, plain);
  }

  private static RetryLaterException tooMany() {
    return RetryLaterException.unavailable(
        "Too many are signing in at the moment", Duration.ofMinutes(1));
  }

  private static Throwable unavailable(Throwable failure) {
    if (failure instanceof RetryLaterException) {
      return failure;
    }
    LOG.warn("sessions cannot be read or written; the request is answered 503", failure);
    return RetryLaterException.unavailable("Nobody can be signed in at the moment", RETRY_AFTER);
  }
}
