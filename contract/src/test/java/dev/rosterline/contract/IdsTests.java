package dev.rosterline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTests {

  private static final Instant NOW = Instant.parse("2026-11-23T08:15:30.123Z");

  private final Ids ids = at(NOW);

  @Test
  void idsAreUuidsOfVersion7() {
    for (var id : new UUID[] {ids.resource(4095).value(), ids.command().value()}) {
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
    }
  }

  @Test
  void idTellsWhenItWasMade() {
    assertThat(Ids.instantOf(ids.command().value())).isEqualTo(NOW);
    assertThat(Ids.instantOf(ids.resource(0).value())).isEqualTo(NOW);
  }

  @Test
  void laterIdsSortAfterEarlierOnesWhateverTheirSlot() {
    var earlier = ids.resource(4095).toString();
    var later = at(NOW.plusMillis(1)).resource(0).toString();
    assertThat(earlier).isLessThan(later);
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    var seen = new HashSet<CommandId>();
    IntStream.range(0, 10_000).forEach(i -> seen.add(ids.command()));
    assertThat(seen).hasSize(10_000);
  }

  @Test
  void derivedIdIsTheSameForTheSameCause() {
    var cause = UUID.fromString("019aaf3c-3333-7def-8000-000000000004");
    var derived = Ids.derived(NOW, cause, 3);
    assertThat(Ids.derived(NOW, cause, 3)).isEqualTo(derived);
    assertThat(Ids.derived(NOW, cause, 4)).isNotEqualTo(derived);
    assertThat(derived.value().version()).isEqualTo(7);
    assertThat(derived.value().variant()).isEqualTo(2);
    assertThat(Ids.instantOf(derived.value())).isEqualTo(NOW);
  }

  private static Ids at(Instant instant) {
    return new Ids(Clock.fixed(instant, ZoneOffset.UTC));
  }
}
