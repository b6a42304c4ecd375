package dev.rosterline.gateway.async;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What became of the operations of accepted bulk requests. */
public interface BulkResults {

  /** Names of what is kept of one operation. */
  String SUBJECT = "subject";

  String OPERATION = "operation";
  String AT = "at";

  /** The command that was refused, whose outcome says why; not there for any other operation. */
  String COMMAND = "command";

  /** An array, in the order of the request; empty where it is not done. */
  Mono<JsonNode> find(AccountId account, CommandId bulk);
}
