package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.json.Projection;
import reactor.core.publisher.Mono;

/** Finds one resource; empty when absent. */
public interface ResourceLookup {

  Mono<StoredResource> user(AccountId account, ScimId id);

  /** With many members, in parts that are read while they are written. */
  Mono<Representation> group(AccountId account, ScimId id, Projection projection);
}
