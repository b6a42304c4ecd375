package dev.rosterline.gateway.admin;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.lookup.AccountScope;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far the processor is with forgetting somebody. */
@Component
class ErasureStore {

  private static final String PROGRESS =
      "select requested_at, done_at from directory.erasure where account_id = $1 and member_id = $2";

  private final AccountScope scope;

  ErasureStore(AccountScope scope) {
    this.scope = scope;
  }

  /**
   * Since when, and until when.
   *
   * @param doneAt null while outcomes may still name them
   */
  record Progress(Instant requestedAt, @Nullable Instant doneAt) {}

  /** Empty where nobody asked for it. */
  Mono<Progress> progress(UUID account, UUID person) {
    return scope.read(
        new AccountId(account),
        connection ->
            Flux.from(
                    connection
                        .createStatement(PROGRESS)
                        .bind("$1", account)
                        .bind("$2", person)
                        .execute())
                .flatMap(
                    result ->
                        result.map(
                            row ->
                                new Progress(
                                    Objects.requireNonNull(row.get("requested_at", Instant.class)),
                                    row.get("done_at", Instant.class))))
                .next());
  }
}
