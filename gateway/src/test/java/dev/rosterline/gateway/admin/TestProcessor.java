package dev.rosterline.gateway.admin;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.wire.PolicyWire;
import dev.rosterline.gateway.dispatch.AccountCommands;
import dev.rosterline.gateway.lookup.SharedDatabase;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stores policies as the processor does, and says yes to everything else. */
final class TestProcessor implements AccountCommands {

  /** A command as it was asked for. */
  record Asked(ScimId resource, Command command, Source source, @Nullable CommandId first) {

    Asked(ScimId resource, Command command, Source source) {
      this(resource, command, source, null);
    }
  }

  private final AtomicReference<@Nullable Reply> refusal = new AtomicReference<>();
  private volatile @Nullable Asked last;

  Asked last() {
    return Objects.requireNonNull(last);
  }

  void refuseNext(int status, String detail) {
    refusal.set(reply(status, detail, null));
  }

  @Override
  public Mono<Reply> repeat(
      AccountId account,
      ScimId resource,
      Command command,
      Source source,
      @Nullable CommandId first) {
    return Mono.fromSupplier(
            () -> {
              last = new Asked(resource, command, source, first);
              Reply refused = refusal.getAndSet(null);
              if (refused != null) {
                return refused;
              }
              return command instanceof Command.ChangePolicy change
                  ? reply(200, null, changed(account, change))
                  : reply(204, null, null);
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static String changed(AccountId account, Command.ChangePolicy change) {
    ObjectNode settings =
        SharedDatabase.query(
                "select settings::text from directory.account_policy where account_id = ?",
                account.value())
            .stream()
            .findFirst()
            .map(text -> (ObjectNode) JsonMapper.shared().readTree(text))
            .orElseGet(() -> PolicyWire.write(AccountPolicy.DEFAULT));
    ObjectNode after =
        PolicyWire.write(PolicyWire.changed(PolicyWire.read(settings), change.changes()));
    after.put("version", settings.path("version").asLong() + 1);
    if (change.preset() != null) {
      after.put("preset", change.preset());
    }
    SharedDatabase.policy(account.value(), after.toString());
    return after.toString();
  }

  private static Reply reply(int status, @Nullable String detail, @Nullable String document) {
    return new Reply(
        new CommandId(UUID.randomUUID()), status, null, detail, 0, null, null, document);
  }
}
