package dev.rosterline.gateway.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** One request's view of a session; what it changes is written when its answer begins. */
final class SharedSession implements WebSession {

  private static final byte[] NOTHING = {};

  private final SharedSessions sessions;
  private final Map<String, Object> attributes;
  private final Instant createdAt;
  private final Instant usedAt;
  private final byte[] before;
  private final SessionKey found;
  private volatile SessionKey key;
  private volatile Duration idle;
  private volatile boolean started;
  private volatile boolean ended;

  /**
   * @param before what lies in the database; empty where nothing does
   */
  SharedSession(
      SharedSessions sessions,
      SessionKey key,
      Map<String, Object> attributes,
      Times times,
      byte[] before) {
    this.sessions = sessions;
    this.key = key;
    this.attributes = new ConcurrentHashMap<>(attributes);
    this.createdAt = times.created();
    this.usedAt = times.used();
    this.idle = times.idle();
    this.before = before;
    this.found = key;
    this.started = before.length > 0;
  }

  /** When it began, when it was last used, and how long it lives unused. */
  record Times(Instant created, Instant used, Duration idle) {}

  SessionKey key() {
    return key;
  }

  /** What lies in the database under the key; empty where nothing does. */
  byte[] before() {
    return key == found ? before : NOTHING;
  }

  @Override
  public String getId() {
    return key.id();
  }

  @Override
  public Map<String, Object> getAttributes() {
    return attributes;
  }

  @Override
  public void start() {
    started = true;
  }

  @Override
  public boolean isStarted() {
    return !ended && (started || !attributes.isEmpty());
  }

  /** Whoever signs in gets a new one: an id that somebody else knew before is worth nothing. */
  @Override
  public Mono<Void> changeSessionId() {
    return sessions
        .remove(key)
        .then(
            Mono.fromRunnable(
                () -> {
                  key = SessionKey.random();
                }));
  }

  @Override
  public Mono<Void> invalidate() {
    return sessions
        .remove(key)
        .then(
            Mono.fromRunnable(
                () -> {
                  ended = true;
                  attributes.clear();
                }));
  }

  @Override
  public Mono<Void> save() {
    return isStarted() ? sessions.save(this) : Mono.empty();
  }

  @Override
  public boolean isExpired() {
    return ended;
  }

  @Override
  public Instant getCreationTime() {
    return createdAt;
  }

  @Override
  public Instant getLastAccessTime() {
    return usedAt;
  }

  @Override
  public void setMaxIdleTime(Duration maxIdleTime) {
    idle = maxIdleTime;
  }

  @Override
  public Duration getMaxIdleTime() {
    return idle;
  }
}
