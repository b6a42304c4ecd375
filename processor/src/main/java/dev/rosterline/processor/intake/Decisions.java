package dev.rosterline.processor.intake;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MemberState;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.processor.groups.GroupDecision;
import dev.rosterline.processor.members.Member;
import dev.rosterline.processor.members.MemberDecision;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Puts a decision into the words of the contract: outcome, events, reply. */
final class Decisions {

  private Decisions() {}

  /** What is told of one command about a member, and the member after its events are counted. */
  record Told(Decided decided, @Nullable Member member) {}

  static Told of(LoggedCommand logged, CommandEnvelope envelope, MemberDecision decision, Instant now) {
    return switch (decision) {
      case MemberDecision.Changed changed -> changed(logged, envelope, changed, now);
      case MemberDecision.Unchanged same -> {
        Member member = same.member();
        Outcome outcome =
            outcome(envelope, same.operation(), Outcome.Result.UNCHANGED, same.status(), null, null, member, List.of(), now);
        yield told(logged, envelope, outcome, List.of(), member == null ? null : body(envelope, member), member);
      }
      case MemberDecision.Refused refused -> {
        Outcome outcome =
            outcome(
                envelope,
                refused.operation(),
                Outcome.Result.REFUSED,
                refused.status(),
                refused.scimType(),
                refused.detail(),
                refused.member(),
                List.of(),
                now);
        yield told(logged, envelope, outcome, List.of(), null, null);
      }
      case MemberDecision.Elsewhere elsewhere -> forwarded(logged, envelope, elsewhere, now);
    };
  }

  static Decided of(LoggedCommand logged, CommandEnvelope envelope, GroupDecision decision, Instant now) {
    Outcome outcome =
        new Outcome(
            envelope.id(),
            envelope.account(),
            decision.operation(),
            decision.result(),
            decision.status(),
            decision.scimType(),
            decision.detail(),
            ResourceType.GROUP.wire(),
            envelope.resource(),
            null,
            decision.subject(),
            decision.version(),
            decision.changed(),
            null,
            envelope.source(),
            envelope.leniencies(),
            envelope.receivedAt(),
            now);
    Reply reply =
        new Reply(
            envelope.id(),
            decision.status(),
            decision.scimType(),
            decision.detail(),
            decision.version(),
            decision.created(),
            decision.modified(),
            null);
    return new Decided(
        logged.partition(), logged.offset(), outcome, List.of(), reply, envelope.replyTo(), null, null);
  }

  /** A record that is no command, or one that met a bug: kept aside, and the partition goes on. */
  static Decided parked(LoggedCommand logged, String why, Instant now) {
    CommandEnvelope envelope = logged.command();
    Decided.Parked parked = new Decided.Parked(logged.key(), logged.value(), why);
    if (envelope == null) {
      return new Decided(logged.partition(), logged.offset(), null, List.of(), null, null, null, parked);
    }
    String detail = "The command could not be processed and was parked for an operator";
    Outcome outcome =
        outcome(
            envelope, Outcome.Operation.REQUEST_REJECTED, Outcome.Result.PARKED, 500, null, detail, null, List.of(), now);
    Reply reply = new Reply(envelope.id(), 500, null, detail, 0, null, null, null);
    return new Decided(
        logged.partition(), logged.offset(), outcome, List.of(), reply, envelope.replyTo(), null, parked);
  }

  private static Told changed(
      LoggedCommand logged, CommandEnvelope envelope, MemberDecision.Changed changed, Instant now) {
    Member member = changed.member();
    List<MembershipEvent> events = new ArrayList<>();
    for (MembershipEvent.Type type : changed.events()) {
      member = member.withEvent();
      String id = logged.partition() + "-" + logged.offset() + "-" + events.size();
      MemberState state = member.state();
      events.add(
          new MembershipEvent(id, type, now, envelope.id(), state, changed.changed(), envelope.traceparent()));
    }
    Outcome outcome =
        outcome(
            envelope,
            changed.operation(),
            Outcome.Result.APPLIED,
            changed.status(),
            null,
            null,
            member,
            changed.changed(),
            now);
    return told(logged, envelope, outcome, events, body(envelope, member), member);
  }

  private static Told forwarded(
      LoggedCommand logged, CommandEnvelope envelope, MemberDecision.Elsewhere elsewhere, Instant now) {
    Outcome outcome =
        outcome(
            envelope, elsewhere.operation(), Outcome.Result.FORWARDED, 0, null, null, elsewhere.member(), List.of(), now);
    Decided.Forward forward = new Decided.Forward(envelope.forwarded(), elsewhere.member().partition());
    Decided decided =
        new Decided(logged.partition(), logged.offset(), outcome, List.of(), null, null, forward, null);
    return new Told(decided, null);
  }

  private static Told told(
      LoggedCommand logged,
      CommandEnvelope envelope,
      Outcome outcome,
      List<MembershipEvent> events,
      @Nullable String document,
      @Nullable Member member) {
    Reply reply =
        new Reply(
            envelope.id(),
            outcome.status(),
            outcome.scimType(),
            outcome.detail(),
            outcome.version(),
            member == null ? null : member.createdAt(),
            member == null ? null : member.modifiedAt(),
            document);
    Decided decided =
        new Decided(logged.partition(), logged.offset(), outcome, events, reply, envelope.replyTo(), null, null);
    return new Told(decided, member);
  }

  /** A create is answered with what it sent; a delete with nothing. */
  private static @Nullable String body(CommandEnvelope envelope, Member member) {
    return switch (envelope.command()) {
      case Command.ReplaceUser _, Command.PatchUser _ ->
          member.document().toString();
      default -> null;
    };
  }

  /** The same answer with the groups the member is in. */
  static Decided withGroups(Decided decided, Member member, String groups) {
    Reply reply = decided.reply();
    if (reply == null || reply.document() == null) {
      return decided;
    }
    ObjectNode document = member.document().deepCopy();
    document.set("groups", ScimJson.MAPPER.readTree(groups));
    Reply full =
        new Reply(
            reply.command(),
            reply.status(),
            reply.scimType(),
            reply.detail(),
            reply.version(),
            reply.created(),
            reply.modified(),
            document.toString());
    return new Decided(
        decided.partition(),
        decided.offset(),
        decided.outcome(),
        decided.events(),
        full,
        decided.replyTo(),
        decided.forward(),
        decided.parked());
  }

  private static Outcome outcome(
      CommandEnvelope envelope,
      Outcome.Operation operation,
      Outcome.Result result,
      int status,
      @Nullable String scimType,
      @Nullable String detail,
      @Nullable Member member,
      List<String> changed,
      Instant now) {
    return new Outcome(
        envelope.id(),
        envelope.account(),
        operation,
        result,
        status,
        scimType,
        detail,
        envelope.resourceType(),
        envelope.resource(),
        member == null ? null : member.id(),
        member == null ? subject(envelope) : member.userName(),
        member == null ? 0 : member.version(),
        changed,
        member == null ? null : member.removalDueAt(),
        envelope.source(),
        envelope.leniencies(),
        envelope.receivedAt(),
        now);
  }

  private static @Nullable String subject(CommandEnvelope envelope) {
    return switch (envelope.command()) {
      case Command.CreateUser create ->
          create.document().path("userName").asString("");
      case Command.CreateGroup create ->
          create.document().path("displayName").asString("");
      default -> null;
    };
  }
}
