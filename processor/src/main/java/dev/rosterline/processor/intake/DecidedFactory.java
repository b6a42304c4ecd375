package dev.rosterline.processor.intake;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.contract.wire.RequestWire;
import dev.rosterline.processor.members.UserDecision;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.publishing.Handover;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Verdicts to what is stored and published of them. */
final class DecidedFactory {

  private static final AccountId NOBODY = new AccountId(new UUID(0, 0));
  private static final int PARKED_STATUS = 500;

  private DecidedFactory() {}

  static Decided of(
      Item.Readable item,
      Verdict verdict,
      List<UserDecision.Fact> facts,
      @Nullable Handover handover,
      Instant now) {
    CommandEnvelope envelope = item.envelope();
    Outcome outcome = verdict.outcome(envelope, evidence(item, verdict, facts), now);
    boolean waiting = envelope.replyTo() != null && verdict.result() != Result.FORWARDED;
    return new Decided(
        item.place(),
        item.offset(),
        item.hop(),
        true,
        outcome,
        OutcomeWire.write(outcome),
        events(item, facts, now),
        handover,
        envelope.replyTo(),
        waiting ? verdict.reply(envelope) : null,
        envelope.traceparent());
  }

  private static Evidence evidence(
      Item.Readable item, Verdict verdict, List<UserDecision.Fact> facts) {
    if (verdict.result() == Result.FORWARDED) {
      return Evidence.NONE;
    }
    CommandEnvelope envelope = item.envelope();
    return new Evidence(
        verdict.values(),
        facts.stream().map(fact -> fact.type().wire()).toList(),
        failed(verdict) && item.size() <= Evidence.LARGEST_REQUEST ? request(envelope) : null,
        envelope.traceparent(),
        envelope.replayOf());
  }

  private static @Nullable ObjectNode request(CommandEnvelope envelope) {
    ObjectNode request = RequestWire.write(envelope);
    return RequestWire.isStorable(request) ? request : null;
  }

  private static boolean failed(Verdict verdict) {
    return verdict.result() == Result.REFUSED || verdict.result() == Result.PARKED;
  }

  static List<MembershipEvent> events(
      Item.Readable item, List<UserDecision.Fact> facts, Instant now) {
    List<MembershipEvent> events = new ArrayList<>(facts.size());
    for (UserDecision.Fact fact : facts) {
      events.add(
          new MembershipEvent(
              item.place() + "-" + item.offset() + "-" + events.size(),
              fact.type(),
              now,
              item.id(),
              fact.state(),
              fact.changed(),
              item.envelope().traceparent()));
    }
    return events;
  }

  static Decided parked(Item.Poison poison, Instant now) {
    Handover.Park park =
        new Handover.Park(poison.source().key(), poison.source().value(), poison.reason());
    CommandEnvelope envelope = poison.envelope();
    ScimError error =
        ScimError.of(
            PARKED_STATUS, "The request could not be processed; it is kept for inspection");
    if (envelope != null) {
      Operation operation = Operations.of(envelope.command());
      Verdict verdict = Verdict.refused(operation, error, null).ending(Result.PARKED);
      var item = new Item.Readable(poison.source(), envelope, null);
      return of(item, verdict, List.of(), park, now);
    }
    Outcome outcome = ofNobody(poison.id(), error, now);
    return new Decided(
        poison.place(),
        poison.offset(),
        0,
        false,
        outcome,
        OutcomeWire.write(outcome),
        List.of(),
        park,
        null,
        null,
        null);
  }

  private static Outcome ofNobody(CommandId id, ScimError error, Instant now) {
    return new Outcome(
        id,
        NOBODY,
        Operation.REQUEST_REJECTED,
        Result.PARKED,
        PARKED_STATUS,
        null,
        error.detail(),
        "User",
        null,
        null,
        null,
        0,
        List.of(),
        null,
        Source.SYSTEM,
        List.of(),
        now,
        now,
        Evidence.NONE);
  }
}
