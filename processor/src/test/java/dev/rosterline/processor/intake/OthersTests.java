package dev.rosterline.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OthersTests {

  private long now;
  private final Others others = new Others(() -> now);

  @Test
  void sharesWithNobodyBeforeTheFirstCommandOfAnother() {
    assertThat(others.isLately()).isFalse();
    others.applied(items(0, 300));
    assertThat(others.isLately()).as("the processor's own").isFalse();
    others.applied(items(1, 300));
    assertThat(others.isLately()).isTrue();
  }

  @Test
  void nobodyIsBusyAfterTwoSecondsWithoutACommand() {
    others.applied(items(80, 0));
    now += Duration.ofSeconds(2).toNanos() - 1;
    others.applied(items(0, 300));
    assertThat(others.isLately()).isTrue();
    now++;
    assertThat(others.isLately()).isFalse();
    others.applied(items(1, 0));
    assertThat(others.isLately()).isTrue();
  }

  private static List<Item> items(int ofOthers, int ofOurs) {
    List<Item> items = new ArrayList<>();
    Source okta = new Source(new UUID(0, 2), "Okta", "Okta");
    Stream.generate(() -> item(okta)).limit(ofOthers).forEach(items::add);
    Stream.generate(() -> item(Source.SYSTEM)).limit(ofOurs).forEach(items::add);
    return items;
  }

  private static Item item(Source source) {
    UUID member = UUID.randomUUID();
    Instant at = Instant.EPOCH;
    CommandEnvelope envelope =
        new CommandEnvelope(
            Ids.derived(at, member, 1),
            new AccountId(new UUID(0, 1)),
            new ScimId(member),
            0,
            new Command.RemovalDue(new MemberId(member), 1),
            source,
            at,
            null,
            List.of(),
            null,
            null);
    return new Item.Readable(
        new ConsumerRecord<>(Topics.COMMANDS, 0, 0, new byte[0], new byte[0]), envelope, null);
  }
}
