package dev.rosterline.processor.verdict;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Evidence.Change;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.Reply;
import dev.rosterline.scim.error.ScimError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The decision on one command, free of everything that the command's envelope knows.
 *
 * @param created,modified of the resource, null where none is left
 * @param document what the reply carries, null where it has none
 * @param notes deviations that only the processor can see, beside those the gateway tolerated
 * @param values before and after, of what changed
 */
public record Verdict(
    Operation operation,
    Result result,
    int status,
    @Nullable ScimError error,
    @Nullable MemberId member,
    @Nullable String subject,
    long version,
    List<String> changed,
    @Nullable Instant dueAt,
    @Nullable Instant created,
    @Nullable Instant modified,
    @Nullable ObjectNode document,
    List<String> notes,
    List<Change> values) {

  public static Verdict of(Operation operation, Result result, int status) {
    return new Verdict(
        operation, result, status, null, null, null, 0, List.of(), null, null, null, null,
        List.of(), List.of());
  }

  public static Verdict refused(Operation operation, ScimError error, @Nullable String subject) {
    return new Verdict(
        operation,
        Result.REFUSED,
        error.status(),
        error,
        null,
        subject,
        0,
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  public Verdict about(@Nullable MemberId newMember, @Nullable String newSubject) {
    return new Verdict(
        operation,
        result,
        status,
        error,
        newMember,
        newSubject,
        version,
        changed,
        dueAt,
        created,
        modified,
        document,
        notes,
        values);
  }

  public Verdict at(long newVersion, Instant newCreated, Instant newModified) {
    return new Verdict(
        operation,
        result,
        status,
        error,
        member,
        subject,
        newVersion,
        changed,
        dueAt,
        newCreated,
        newModified,
        document,
        notes,
        values);
  }

  public Verdict changing(List<String> attributes) {
    return new Verdict(
        operation,
        result,
        status,
        error,
        member,
        subject,
        version,
        attributes,
        dueAt,
        created,
        modified,
        document,
        notes,
        values);
  }

  public Verdict due(@Nullable Instant at) {
    return new Verdict(
        operation, result, status, error, member, subject, version, changed, at, created, modified,
        document, notes, values);
  }

  public Verdict showing(@Nullable ObjectNode newDocument) {
    return new Verdict(
        operation,
        result,
        status,
        error,
        member,
        subject,
        version,
        changed,
        dueAt,
        created,
        modified,
        newDocument,
        notes,
        values);
  }

  public Verdict noting(List<String> newNotes) {
    return new Verdict(
        operation, result, status, error, member, subject, version, changed, dueAt, created,
        modified, document, newNotes, values);
  }

  public Verdict ending(Result newResult) {
    return new Verdict(
        operation, newResult, status, error, member, subject, version, changed, dueAt, created,
        modified, document, notes, values);
  }

  public Verdict showingValues(List<Change> newValues) {
    return new Verdict(
        operation, result, status, error, member, subject, version, changed, dueAt, created,
        modified, document, notes, newValues);
  }

  public Outcome outcome(CommandEnvelope envelope, Evidence evidence, Instant now) {
    List<String> leniencies = new ArrayList<>(envelope.leniencies());
    leniencies.addAll(notes);
    return new Outcome(
        envelope.id(),
        envelope.account(),
        operation,
        result,
        status,
        scimType(),
        error == null ? null : error.detail(),
        envelope.resourceType(),
        envelope.resource(),
        member,
        subject,
        version,
        changed,
        dueAt,
        envelope.source(),
        leniencies,
        envelope.receivedAt(),
        now,
        evidence);
  }

  public Reply reply(CommandEnvelope envelope) {
    return new Reply(
        envelope.id(),
        status,
        scimType(),
        error == null ? null : error.detail(),
        version,
        created,
        modified,
        document == null ? null : document.toString());
  }

  private @Nullable String scimType() {
    return error == null || error.type() == null ? null : error.type().wire();
  }
}
