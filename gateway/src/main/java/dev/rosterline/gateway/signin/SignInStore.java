package dev.rosterline.gateway.signin;

import dev.rosterline.gateway.stall.StallGuard;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One member, by the name or address they sign in with. */
@Component
class SignInStore {

  private static final String FIND = "select * from directory.sign_in($1, $2, $3)";

  private final DatabaseClient database;

  /** Somebody waits to sign in. */
  private final StallGuard stall = StallGuard.within(Duration.ofSeconds(3));

  SignInStore(DatabaseClient database) {
    this.database = database;
  }

  Mono<SignIn.Found> byUserName(UUID account, String key) {
    return shielded(database.sql(FIND).bind(0, account).bind(1, key).bindNull(2, String.class));
  }

  Mono<SignIn.Found> byEmail(UUID account, String key) {
    return shielded(database.sql(FIND).bind(0, account).bindNull(1, String.class).bind(2, key));
  }

  /** A query that is cancelled may wedge its connection, and one without an answer must end. */
  private Mono<SignIn.Found> shielded(DatabaseClient.GenericExecuteSpec query) {
    return stall.shielded(query.map(SignInStore::found).one());
  }

  private static SignIn.Found found(Readable row) {
    @Nullable String held = row.get("held", String.class);
    @Nullable Instant due = row.get("removal_due_at", Instant.class);
    @Nullable String policy = row.get("policy", String.class);
    return new SignIn.Found(
        Objects.requireNonNull(row.get("member_id", UUID.class)),
        Objects.requireNonNull(row.get("user_name", String.class)),
        Objects.requireNonNull(row.get("admitted", Boolean.class)),
        held,
        due,
        policy,
        List.of(Objects.requireNonNull(row.get("groups", String[].class))));
  }
}
