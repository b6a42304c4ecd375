package dev.rosterline.gateway.bulk;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rosterline.contract.Ids;
import dev.rosterline.gateway.async.BulkResults;
import dev.rosterline.gateway.async.Transactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Accepted bulk requests in memory: the store is SQL and nothing else. */
public final class TestBulk {

  /** Accepted, in order. */
  final List<AcceptedBulk> accepted = new CopyOnWriteArrayList<>();

  /** What was finished, by the request. */
  final Map<UUID, JsonNode> results = new HashMap<>();

  /** How often a request was put off. */
  final List<UUID> later = new CopyOnWriteArrayList<>();

  final BulkRequestStore store = mock(BulkRequestStore.class);
  volatile boolean full;

  public TestBulk() {
    when(store.add(any()))
        .thenAnswer(call -> Mono.just(!full && accepted.add(call.getArgument(0))));
    when(store.finish(any(), any()))
        .thenAnswer(
            call -> {
              results.put(id(call.getArgument(0)), call.getArgument(1));
              return Mono.empty();
            });
    when(store.later(any()))
        .thenAnswer(
            call -> {
              later.add(id(call.getArgument(0)));
              return Mono.empty();
            });
  }

  private static UUID id(dev.rosterline.contract.CommandId bulk) {
    return bulk.value();
  }

  public BulkAcceptance acceptance(Transactions transactions, Ids ids) {
    return new BulkAcceptance(transactions, store, ids);
  }

  public BulkResults results() {
    return (account, bulk) -> Mono.justOrEmpty(results.get(bulk.value()));
  }
}
