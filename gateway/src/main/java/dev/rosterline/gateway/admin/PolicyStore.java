package dev.rosterline.gateway.admin;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.wire.PolicyWire;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads policies; only the processor writes them. */
@Component
public class PolicyStore {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final DatabaseClient database;

  PolicyStore(DatabaseClient database) {
    this.database = database;
  }

  /** Empty for an account that does not exist. */
  public Mono<AccountPolicy> policy(UUID account) {
    Mono<AccountPolicy> found =
        database
            .sql("select directory.policy_of(id) as policy from account.account where id = $1")
            .bind(0, account)
            .map(row -> Optional.ofNullable(row.get("policy", String.class)))
            .one()
            .map(settings -> read(settings.orElse(null)));
    return Mono.fromFuture(found::toFuture, true);
  }

  /** An account that never changed its policy has the default. */
  static AccountPolicy read(@Nullable String settings) {
    return settings == null
        ? AccountPolicy.DEFAULT
        : PolicyWire.read((ObjectNode) MAPPER.readTree(settings));
  }
}
