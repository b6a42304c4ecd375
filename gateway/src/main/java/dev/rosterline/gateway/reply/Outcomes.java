package dev.rosterline.gateway.reply;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Outcome;
import reactor.core.publisher.Mono;

/** What became of commands; empty for one that is not decided yet. */
public interface Outcomes {

  Mono<Outcome> find(AccountId account, CommandId command);
}
