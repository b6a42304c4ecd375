package dev.rosterline.gateway.admin;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.RoleRules;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.wire.PolicyWire;
import dev.rosterline.gateway.access.Tokens;
import dev.rosterline.gateway.dispatch.AccountCommands;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an admin changes by commands, so that it is ordered, and in the activity log. */
@Component
public class AccountChanges {

  /** Where a token that was made along the way is told. */
  public static final String FIRST_TOKEN = "firstToken";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static final JsonNode ACTIVE =
      MAPPER.readTree("[{\"op\":\"replace\",\"path\":\"active\",\"value\":true}]");

  private final AccountCommands commands;
  private final PolicyStore policies;
  private final FirstToken first;
  private final Tokens tokens;

  AccountChanges(AccountCommands commands, PolicyStore policies, FirstToken first, Tokens tokens) {
    this.commands = commands;
    this.policies = policies;
    this.first = first;
    this.tokens = tokens;
  }

  /**
   * The policy afterwards, and under {@code firstToken} the token that came with switching the
   * integration on.
   */
  public Mono<ObjectNode> policy(
      UUID account, ObjectNode changes, @Nullable String preset, String admin) {
    check(changes);
    Mono<ObjectNode> changed =
        run(account, account, new Command.ChangePolicy(changes, preset), admin)
            .flatMap(reply -> after(account, reply))
            .doOnNext(_ -> tokens.forgetAll());
    if (!changes.path("integrationEnabled").asBoolean(false)) {
      return changed;
    }
    return policies
        .policy(account)
        .map(before -> !before.integrationEnabled())
        .defaultIfEmpty(false)
        .flatMap(off -> off ? changed.flatMap(policy -> withToken(account, policy)) : changed);
  }

  /** The policy, and the account's first token if it has had none. */
  private Mono<ObjectNode> withToken(UUID account, ObjectNode policy) {
    return first
        .of(account)
        .map(token -> policy.<ObjectNode>set(FIRST_TOKEN, token))
        .defaultIfEmpty(policy);
  }

  /** From now on nothing takes this member away, or everything may again. */
  public Mono<Void> protection(UUID account, UUID member, boolean wanted, String admin) {
    ObjectNode changes = MAPPER.createObjectNode();
    changes
        .putObject("protectedMembers")
        .putArray(wanted ? "add" : "remove")
        .add(member.toString());
    return policy(account, changes, null, admin).then();
  }

  public Mono<Void> cancelRemoval(UUID account, UUID member, String admin) {
    return run(account, member, new Command.CancelRemoval(new MemberId(member)), admin).then();
  }

  Mono<Void> restore(UUID account, UUID member, String admin) {
    return run(account, member, new Command.RestoreMember(new MemberId(member)), admin).then();
  }

  /** SCIM shows them active again. */
  Mono<Void> reactivate(UUID account, UUID scimId, String admin) {
    return run(account, scimId, new Command.PatchUser(ACTIVE, null), admin).then();
  }

  public Mono<Void> releaseHold(UUID account, UUID member, String admin) {
    return run(account, member, new Command.ReleaseHold(new MemberId(member)), admin).then();
  }

  public Mono<Void> cancelHold(UUID account, UUID member, String admin) {
    return run(account, member, new Command.CancelHold(new MemberId(member)), admin).then();
  }

  /** What the system knows of a former member is forgotten. */
  public Mono<Void> erase(UUID account, UUID person, String admin) {
    return run(account, person, new Command.ErasePerson(new MemberId(person)), admin).then();
  }

  private Mono<Reply> run(UUID account, UUID resource, Command command, String admin) {
    return commands
        .run(
            new AccountId(account), new ScimId(resource), command, new Source(null, admin, "admin"))
        .flatMap(AccountChanges::applied);
  }

  private static Mono<Reply> applied(Reply reply) {
    if (reply.status() < 400) {
      return Mono.just(reply);
    }
    String detail = reply.detail();
    return Mono.error(
        new AdminException(reply.status(), detail == null ? "The change was refused" : detail));
  }

  private Mono<ObjectNode> after(UUID account, Reply reply) {
    String document = reply.document();
    return document == null
        ? policies.policy(account).map(PolicyWire::write)
        : Mono.fromSupplier(() -> (ObjectNode) MAPPER.readTree(document));
  }

  private static void check(ObjectNode changes) {
    List<String> unknown = PolicyWire.unknown(changes);
    if (!unknown.isEmpty()) {
      throw new AdminException(400, "A policy has no " + String.join(", ", unknown));
    }
    try {
      RoleRules.of(PolicyWire.changed(AccountPolicy.DEFAULT, changes).mappings());
    } catch (IllegalArgumentException e) {
      throw new AdminException(400, String.valueOf(e.getMessage()));
    }
  }
}
