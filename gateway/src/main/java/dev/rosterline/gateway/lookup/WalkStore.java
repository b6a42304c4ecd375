package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.paging.Position;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Remembers for some minutes where the pages of a walk by {@code startIndex} ended. Who walks by
 * index counts on from the page before, yet each resource that is deleted meanwhile moves all
 * behind it one place to the front, and one of them is never seen. With the end of the page
 * remembered, the next one begins behind it, on whichever gateway it is asked for. What is not
 * remembered is counted from the front.
 */
@Component
class WalkStore {

  private final AccountScope scope;

  WalkStore(AccountScope scope) {
    this.scope = scope;
  }

  /**
   * Walks of different tokens never meet.
   *
   * @param token null only where nobody needs one
   */
  static byte[] walk(@Nullable UUID token, ListQuery query) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((token + "\n" + query.identity()).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Mono<Position> find(AccountId account, byte[] walk, int startIndex) {
    return scope.call(
        connection ->
            Flux.from(
                    connection
                        .createStatement("select * from account.remembered_page($1, $2, $3)")
                        .bind(0, account.value())
                        .bind(1, ByteBuffer.wrap(walk))
                        .bind(2, startIndex)
                        .execute())
                .flatMap(
                    result ->
                        result.map(
                            row ->
                                new Position(
                                    row.get("sort_key", String.class),
                                    Objects.requireNonNull(row.get("last_id", UUID.class)))))
                .next());
  }

  Mono<Void> remember(AccountId account, byte[] walk, int startIndex, Position end) {
    String key = end.sortKey();
    return scope.call(
        connection ->
            Flux.from(
                    connection
                        .createStatement("select account.remember_page($1, $2, $3, $4, $5)")
                        .bind(0, account.value())
                        .bind(1, ByteBuffer.wrap(walk))
                        .bind(2, startIndex)
                        .bind(3, Parameters.in(R2dbcType.VARCHAR, key))
                        .bind(4, end.id())
                        .execute())
                .flatMap(result -> result.map(_ -> true))
                .then());
  }
}
