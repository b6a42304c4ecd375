package dev.rosterline.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class WatchTests {

  private static final UUID ACCOUNT = UUID.randomUUID();

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<UUID> asked = new ArrayList<>();
  private long newest = 1;
  private boolean away;
  private final Watch watch = new Watch(this::newest, Duration.ofSeconds(1), time);

  @AfterEach
  void stop() {
    time.dispose();
  }

  @Test
  void manyViewersAreOneQuestionASecond() {
    var viewers = new ArrayList<List<Long>>();
    for (int i = 0; i < 20; i++) {
      var seen = new ArrayList<Long>();
      viewers.add(seen);
      watch.of(ACCOUNT).subscribe(seen::add);
    }
    assertThat(asked).hasSize(1);
    newest = 2;
    seconds(3);

    assertThat(asked).hasSize(4);
    assertThat(viewers).allSatisfy(seen -> assertThat(seen).containsExactly(1L, 2L));
  }

  @Test
  void nobodyAsksWhenTheLastHasLeft() {
    var one = watch.of(ACCOUNT).subscribe();
    var other = watch.of(ACCOUNT).subscribe();
    one.dispose();
    seconds(2);
    assertThat(asked).hasSize(3);
    assertThat(watch.accounts()).isEqualTo(1);

    other.dispose();
    seconds(5);
    assertThat(asked).hasSize(3);
    assertThat(watch.accounts()).isZero();
  }

  @Test
  void whoComesLaterHearsAtOnceHowItIs() {
    watch.of(ACCOUNT).subscribe();
    newest = 7;
    seconds(1);
    var seen = new ArrayList<Long>();
    watch.of(ACCOUNT).subscribe(seen::add);

    assertThat(seen).containsExactly(7L);
    assertThat(asked).hasSize(2);
  }

  @Test
  void slowViewerHoldsNobodyUpAndHearsTheLast() {
    var slow = new Slow();
    var quick = new ArrayList<Long>();
    watch.of(ACCOUNT).subscribe(slow);
    watch.of(ACCOUNT).subscribe(quick::add);
    for (int i = 0; i < 600; i++) {
      newest++;
      seconds(1);
    }
    assertThat(quick).hasSize(601).endsWith(601L);
    assertThat(slow.seen).isEmpty();

    slow.request(1);
    slow.request(1);
    assertThat(slow.seen.getLast()).isEqualTo(601L);
  }

  @Test
  void accountsAreFollowedApart() {
    var other = UUID.randomUUID();
    watch.of(ACCOUNT).subscribe();
    var leaving = watch.of(other).subscribe();
    assertThat(asked).containsExactly(ACCOUNT, other);

    leaving.dispose();
    seconds(1);
    assertThat(asked).containsExactly(ACCOUNT, other, ACCOUNT);
  }

  @Test
  void whenNobodyCanSayAllAreToldAndTheNextAsksAnew() {
    var failures = new ArrayList<Throwable>();
    watch.of(ACCOUNT).subscribe(_ -> {}, failures::add);
    watch.of(ACCOUNT).subscribe(_ -> {}, failures::add);
    away = true;
    seconds(1);
    assertThat(failures).hasSize(2);
    assertThat(watch.accounts()).isZero();

    away = false;
    var seen = new ArrayList<Long>();
    watch.of(ACCOUNT).subscribe(seen::add);
    assertThat(seen).containsExactly(1L);
  }

  private Mono<Long> newest(UUID account) {
    asked.add(account);
    return away ? Mono.error(new IllegalStateException("away")) : Mono.just(newest);
  }

  private void seconds(int count) {
    time.advanceTimeBy(Duration.ofSeconds(count));
  }

  /** Takes only what is asked for. */
  private static final class Slow extends BaseSubscriber<Long> {

    private final List<Long> seen = new ArrayList<>();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    protected void hookOnNext(Long value) {
      seen.add(value);
    }
  }
}
