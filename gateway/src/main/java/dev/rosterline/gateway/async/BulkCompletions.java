package dev.rosterline.gateway.async;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.gateway.reply.Outcomes;
import dev.rosterline.gateway.reply.ReplyMapper;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.json.ScimJson;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads how the operations of a bulk request ended. */
@Component
class BulkCompletions {

  private final BulkResults results;
  private final Outcomes outcomes;

  BulkCompletions(BulkResults results, Outcomes outcomes) {
    this.results = results;
    this.outcomes = outcomes;
  }

  /** One for each operation, in the order of the request; empty while it is not done. */
  Mono<List<Completion>> of(AccountId account, CommandId bulk) {
    return results
        .find(account, bulk)
        .flatMap(
            kept ->
                Flux.fromIterable(kept).concatMap(each -> completion(account, each)).collectList());
  }

  private Mono<Completion> completion(AccountId account, JsonNode kept) {
    ObjectNode operation = (ObjectNode) kept.path(BulkResults.OPERATION);
    Completion completion =
        new Completion(
            kept.path(BulkResults.SUBJECT).asString(""),
            null,
            operation,
            Instant.parse(kept.path(BulkResults.AT).asString("")));
    String command = kept.path(BulkResults.COMMAND).asString("");
    return command.isEmpty()
        ? Mono.just(completion)
        : reason(account, CommandId.of(command), operation)
            .doOnNext(error -> operation.set("response", ScimJson.object(error.toJson())))
            .thenReturn(completion);
  }

  private Mono<ScimError> reason(AccountId account, CommandId command, ObjectNode operation) {
    int status = Integer.parseInt(operation.path("status").asString("500"));
    return outcomes
        .find(account, command)
        .map(found -> ReplyMapper.error(status, found.scimType(), found.detail()))
        .defaultIfEmpty(ReplyMapper.error(status, null, null));
  }
}
