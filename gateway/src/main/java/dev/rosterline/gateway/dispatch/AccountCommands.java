package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Commands of an account's admins: on the same log, in the same order as the IdP's. */
public interface AccountCommands {

  /**
   * What the processor decided; without a document where the reply was lost and only the outcome
   * tells.
   *
   * @param resource whose key and partition the command has: the member's or the account's id
   */
  default Mono<Reply> run(AccountId account, ScimId resource, Command command, Source source) {
    return repeat(account, resource, command, source, null);
  }

  /**
   * The same for a command that failed.
   *
   * @param first which one is repeated, null for none
   */
  Mono<Reply> repeat(
      AccountId account,
      ScimId resource,
      Command command,
      Source source,
      @Nullable CommandId first);
}
