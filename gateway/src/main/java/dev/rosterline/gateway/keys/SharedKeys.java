package dev.rosterline.gateway.keys;

import dev.rosterline.gateway.error.RetryLaterException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads each key from the database when it is first needed, and never again. */
@Component
public class SharedKeys implements Keys {

  private static final Logger LOG = LoggerFactory.getLogger(SharedKeys.class);

  private final DatabaseClient database;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  public SharedKeys(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<byte[]> key(String name) {
    byte[] key = known.get(name);
    return key != null ? Mono.just(key) : Mono.defer(() -> read(name));
  }

  /** Shielded: a cancelled query can wedge its connection. */
  private Mono<byte[]> read(String name) {
    Mono<byte[]> key =
        database
            .sql("select value from account.secret where name = $1")
            .bind(0, name)
            .map(row -> bytes(Objects.requireNonNull(row.get("value", ByteBuffer.class))))
            .one();
    return Mono.fromFuture(key::toFuture, true)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("there is no key " + name)))
        .onErrorMap(failure -> unavailable(name, failure))
        .doOnNext(found -> known.put(name, found));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Throwable unavailable(String name, Throwable failure) {
    LOG.warn("key={} cannot be read; the request is answered 503", name, failure);
    return RetryLaterException.unavailable(
        "The request cannot be served at the moment", Duration.ofSeconds(2));
  }
}
