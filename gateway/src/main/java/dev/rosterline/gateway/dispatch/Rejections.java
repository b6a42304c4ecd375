package dev.rosterline.gateway.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.RefusalListener;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.schema.ResourceType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the activity log of requests that were refused before they became a command. Best effort:
 * counted, never waited for, and sampled, so that a flood of refusals cannot become a flood of
 * records.
 */
public final class Rejections implements RefusalListener {

  private static final int TOO_MANY_PER_SECOND = 1;
  private static final int OTHERS_PER_SECOND = 100;
  private static final int MAX_ACCOUNTS = 10_000;

  private record Budgets(Quota tooMany, Quota others) {}

  private final Cache<AccountId, Budgets> budgets =
      Caffeine.newBuilder().maximumSize(MAX_ACCOUNTS).build();
  private final CommandLog log;
  private final Ids ids;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Counter published;
  private final Counter dropped;

  Rejections(CommandLog log, Ids ids, Clock clock, LongSupplier nanoTime, MeterRegistry meters) {
    this.log = log;
    this.ids = ids;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.published = meters.counter("rosterline.dispatch.rejections", "record", "published");
    this.dropped = meters.counter("rosterline.dispatch.rejections", "record", "dropped");
  }

  @Override
  public void refused(ServerWebExchange exchange, ScimError error) {
    Caller caller = exchange.getAttribute(Caller.class.getName());
    String type = resourceType(exchange.getRequest().getPath().value());
    if (caller == null || type == null || !isWorthTelling(exchange, error)) {
      return;
    }
    tell(caller, type, error, () -> Rejected.of(exchange, type));
  }

  /** An operation of a bulk request that never became a command. */
  public void refused(
      Caller caller, ResourceType type, ScimError error, @Nullable ObjectNode document) {
    tell(caller, type.wire(), error, () -> Rejected.of(type.wire(), document));
  }

  private void tell(Caller caller, String type, ScimError error, Supplier<Rejected> request) {
    if (!mayTell(caller.account(), error.status())) {
      dropped.increment();
      return;
    }
    try {
      log.append(record(outcome(caller, type, error, request.get())), this::counted);
    } catch (RetryLaterException e) {
      dropped.increment();
    }
  }

  private void counted(@Nullable Throwable failure) {
    (failure == null ? published : dropped).increment();
  }

  /** A fault of ours (5xx) is no refusal, and looking for what is not there is no offence. */
  private static boolean isWorthTelling(ServerWebExchange exchange, ScimError error) {
    boolean absent = error.status() == 404 && exchange.getRequest().getMethod() == HttpMethod.GET;
    return error.status() >= 400 && error.status() < 500 && !absent;
  }

  private boolean mayTell(AccountId account, int status) {
    long now = nanoTime.getAsLong();
    Budgets budget =
        budgets.get(
            account,
            key ->
                new Budgets(
                    new Quota("tooMany", TOO_MANY_PER_SECOND, TOO_MANY_PER_SECOND, now),
                    new Quota("others", OTHERS_PER_SECOND, OTHERS_PER_SECOND, now)));
    return (status == 429 ? budget.tooMany() : budget.others()).take(now);
  }

  private Outcome outcome(Caller caller, String resourceType, ScimError error, Rejected request) {
    ScimType scimType = error.type();
    Instant now = clock.instant();
    return new Outcome(
        ids.command(),
        caller.account(),
        Outcome.Operation.REQUEST_REJECTED,
        Outcome.Result.REFUSED,
        error.status(),
        scimType == null ? null : scimType.wire(),
        error.detail(),
        resourceType,
        null,
        null,
        request.subject(),
        0,
        List.of(),
        null,
        caller.source(),
        List.of(),
        now,
        now,
        request.evidence());
  }

  private static @Nullable String resourceType(String path) {
    if (path.startsWith("/scim/v2/Users")) {
      return "User";
    }
    return path.startsWith("/scim/v2/Groups") ? "Group" : null;
  }

  private static ProducerRecord<byte[], byte[]> record(Outcome outcome) {
    CommandId command = outcome.command();
    String key =
        Topics.resourceKey(outcome.account(), outcome.resourceType(), new ScimId(command.value()));
    int partition = Slot.partition(Slot.ofId(command.value()), Topics.PARTITIONS);
    return new ProducerRecord<>(
        Topics.OUTCOMES,
        partition,
        key.getBytes(StandardCharsets.UTF_8),
        OutcomeWire.write(outcome));
  }
}
