package dev.rosterline.processor.intake;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ClassEvent;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.SubscriberEvent;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.contract.wire.RequestWire;
import dev.rosterline.processor.groups.GroupDecision;
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
    return telling(item, verdict, events(item, facts, now), handover, now);
  }

  static Decided telling(
      Item.Readable item,
      Verdict verdict,
      List<SubscriberEvent> events,
      @Nullable Handover handover,
      Instant now) {
    CommandEnvelope envelope = item.envelope();
    Outcome outcome = verdict.outcome(envelope, evidence(item, verdict, events), now);
    boolean waiting = envelope.replyTo() != null && verdict.result() != Result.FORWARDED;
    return new Decided(
        item.place(),
        item.offset(),
        item.hop(),
        true,
        outcome,
        OutcomeWire.write(outcome),
        events,
        handover,
        envelope.replyTo(),
        waiting ? verdict.reply(envelope) : null,
        envelope.traceparent());
  }

  private static Evidence evidence(
      Item.Readable item, Verdict verdict, List<SubscriberEvent> events) {
    if (verdict.result() == Result.FORWARDED) {
      return Evidence.NONE;
    }
    CommandEnvelope envelope = item.envelope();
    return new Evidence(
        verdict.values(),
        events.stream().map(SubscriberEvent::typeName).toList(),
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

  static List<SubscriberEvent> events(
      Item.Readable item, List<UserDecision.Fact> facts, Instant now) {
    List<SubscriberEvent> events = new ArrayList<>(facts.size());
    addEvents(events, item, facts, item.id(), now);
    return events;
  }

  /**
   * Behind those that are there already.
   *
   * @param cause the command that subscribers are told of
   */
  static void addEvents(
      List<SubscriberEvent> events,
      Item.Readable item,
      List<UserDecision.Fact> facts,
      CommandId cause,
      Instant now) {
    for (UserDecision.Fact fact : facts) {
      events.add(
          new MembershipEvent(
              eventId(item, events.size()),
              fact.type(),
              now,
              cause,
              fact.state(),
              fact.changed(),
              item.envelope().traceparent(),
              fact.about()));
    }
  }

  static ClassEvent event(
      Item.Readable item, GroupDecision.ClassFact fact, CommandId cause, Instant now) {
    return new ClassEvent(
        eventId(item, 0),
        fact.type(),
        now,
        cause,
        fact.subject(),
        fact.formerName(),
        item.envelope().traceparent());
  }

  private static String eventId(Item.Readable item, int number) {
    return item.place() + "-" + item.offset() + "-" + number;
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
