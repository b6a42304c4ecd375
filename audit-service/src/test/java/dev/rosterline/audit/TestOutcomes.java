package dev.rosterline.audit;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Outcomes of one account. */
public final class TestOutcomes {

  public final AccountId account = new AccountId(UUID.randomUUID());
  private final Source source = new Source(UUID.randomUUID(), "Okta production", "Okta");

  public Outcome applied(String userName) {
    return outcome(Instant.now(), Operation.USER_CREATE, Result.APPLIED, userName, null);
  }

  public List<Outcome> applied(int count) {
    return IntStream.range(0, count).mapToObj(i -> applied("user-" + i)).toList();
  }

  public Outcome appliedAt(Instant at, String userName) {
    return outcome(at, Operation.USER_CREATE, Result.APPLIED, userName, null);
  }

  public Outcome refused(String userName, String detail) {
    return outcome(Instant.now(), Operation.USER_UPDATE, Result.REFUSED, userName, detail);
  }

  public Outcome forwarded(String userName) {
    return outcome(Instant.now(), Operation.USER_CREATE, Result.FORWARDED, userName, null);
  }

  /** Of a create that met somebody else's name: it has no member. */
  public Outcome refusedUnknown(String userName, String detail) {
    Outcome outcome = refused(userName, detail);
    return about(outcome, null, userName, detail);
  }

  /** That what is known of this one's member is to go. */
  public Outcome erased(Outcome of) {
    Outcome outcome = outcome(Instant.now(), Operation.PERSON_ERASE, Result.APPLIED, "", null);
    return about(outcome, of.member(), null, null);
  }

  private static Outcome about(
      Outcome outcome,
      @Nullable MemberId member,
      @Nullable String subject,
      @Nullable String detail) {
    return new Outcome(
        outcome.command(),
        outcome.account(),
        outcome.operation(),
        outcome.result(),
        outcome.status(),
        outcome.scimType(),
        detail,
        outcome.resourceType(),
        outcome.resource(),
        member,
        subject,
        outcome.version(),
        outcome.changed(),
        null,
        outcome.source(),
        outcome.leniencies(),
        outcome.receivedAt(),
        outcome.decidedAt(),
        Evidence.NONE);
  }

  /** What the gateway tells of a request that named nothing. */
  public Outcome rejected() {
    return rejected("The body is not JSON");
  }

  public Outcome rejected(String detail) {
    Instant now = Instant.now();
    return new Outcome(
        ids(now).command(),
        account,
        Operation.REQUEST_REJECTED,
        Result.REFUSED,
        400,
        "invalidSyntax",
        detail,
        "User",
        null,
        null,
        null,
        0,
        List.of(),
        null,
        source,
        List.of(),
        now,
        now,
        Evidence.NONE);
  }

  private Outcome outcome(
      Instant at, Operation operation, Result result, String userName, @Nullable String detail) {
    Ids ids = ids(at);
    var resource = ids.resource(Slot.ofKey(account, "User", userName));
    CommandId command = ids.command();
    boolean refused = result == Result.REFUSED;
    return new Outcome(
        command,
        account,
        operation,
        result,
        refused ? 409 : 201,
        refused ? "uniqueness" : null,
        detail,
        "User",
        resource,
        new MemberId(resource.value()),
        userName,
        1,
        List.of("userName", "name.familyName"),
        null,
        source,
        List.of("boolean-as-string"),
        at,
        at.plusMillis(3),
        Evidence.NONE);
  }

  private static Ids ids(Instant at) {
    return new Ids(Clock.fixed(at, ZoneOffset.UTC));
  }
}
