package dev.rosterline.bench.ingest;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.OutcomeWire;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the processor tells of an initial sync: users created, over all partitions. */
final class Outcomes {

  private final AccountId account;
  private final Source source = new Source(UUID.randomUUID(), "Okta production", "Okta");
  private final Clock clock = Clock.systemUTC();
  private final Ids ids = new Ids(clock);
  private long made;

  Outcomes(UUID account) {
    this.account = new AccountId(account);
  }

  ProducerRecord<byte[], byte[]> next() {
    var name = "first" + made % 997 + ".last" + made++ + "@example.com";
    int slot = Slot.ofKey(account, "User", name);
    var resource = ids.resource(slot);
    var now = clock.instant();
    var outcome =
        new Outcome(
            ids.command(),
            account,
            Outcome.Operation.USER_CREATE,
            Outcome.Result.APPLIED,
            201,
            null,
            null,
            "User",
            resource,
            new MemberId(resource.value()),
            name,
            1,
            List.of("userName", "name.familyName", "name.givenName", "emails", "active"),
            null,
            source,
            List.of(),
            now,
            now,
            Evidence.NONE);
    var key = account + ":User:" + resource;
    return new ProducerRecord<>(
        Topics.OUTCOMES,
        Slot.partition(slot, Topics.PARTITIONS),
        key.getBytes(StandardCharsets.UTF_8),
        OutcomeWire.write(outcome));
  }
}
