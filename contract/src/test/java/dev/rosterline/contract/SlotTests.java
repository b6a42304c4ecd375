package dev.rosterline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SlotTests {

  private static final AccountId ACCOUNT = AccountId.of("019aaf3c-0000-7000-8000-000000000001");
  private static final int NAMES = 100_000;

  private final Ids ids = new Ids(Clock.systemUTC());

  @Test
  void everySlotComesBackFromTheId() {
    for (int slot = 0; slot < Slot.COUNT; slot++) {
      assertThat(Slot.ofId(ids.resource(slot).value())).isEqualTo(slot);
    }
  }

  @Test
  void sameKeyHasTheSameSlotAndAnotherAccountTheirOwn() {
    int slot = Slot.ofKey(ACCOUNT, "User", "mira.holt@northwind.example");
    assertThat(Slot.ofKey(ACCOUNT, "User", "mira.holt@northwind.example")).isEqualTo(slot);
    assertThat(slot).isBetween(0, Slot.COUNT - 1);
    assertThat(
            Slot.ofKey(
                AccountId.of("019aaf3c-0000-7000-8000-00000000000f"),
                "User",
                "mira.holt@northwind.example"))
        .isNotEqualTo(slot);
  }

  /** A constant: if it moves, members of a running system change partition. */
  @Test
  void slotOfAKnownKeyNeverChanges() {
    assertThat(Slot.ofKey(ACCOUNT, "User", "mira.holt@northwind.example")).isEqualTo(1958);
  }

  @Test
  void namesOfOneAccountSpreadOverAllPartitions() {
    int[] counts = new int[Topics.PARTITIONS];
    for (int i = 0; i < NAMES; i++) {
      var name = String.format(Locale.ROOT, "person.%05d@northwind.example", i);
      counts[Slot.partition(Slot.ofKey(ACCOUNT, "User", name), Topics.PARTITIONS)]++;
    }
    double even = (double) NAMES / Topics.PARTITIONS;
    for (int count : counts) {
      assertThat((double) count).isBetween(even * 0.85, even * 1.15);
    }
  }

  @Test
  void envelopeGoesToThePartitionOfItsResource() {
    var id = ids.resource(4095);
    assertThat(Slot.partition(Slot.ofId(id.value()), Topics.PARTITIONS)).isEqualTo(4095 % 24);
  }
}
