package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import reactor.core.publisher.Mono;

/** Finds one resource; empty when absent. */
public interface ResourceLookup {

  Mono<StoredResource> user(AccountId account, ScimId id);

  Mono<StoredResource> group(AccountId account, ScimId id, boolean withMembers);
}
