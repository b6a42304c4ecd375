package dev.rosterline.gateway.stall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class StallGuardTests {

  private final AtomicLong now = new AtomicLong();
  private final Queue<Runnable> due = new ArrayDeque<>();
  private final StallGuard guard = new StallGuard(Duration.ofSeconds(3), now::get, due::add);

  @Test
  void whatIsAnsweredInTimeIsPassedOn() {
    Sinks.One<String> answer = Sinks.one();
    CompletableFuture<String> asked = guard.shielded(answer.asMono()).toFuture();
    tick(2);
    answer.tryEmitValue("row");
    assertThat(asked).isCompletedWithValue("row");
    tick(1);
    assertThat(guard.size()).isZero();
    assertThat(due).as("nothing to look through").isEmpty();
  }

  @Test
  void whatHasNoAnswerIsGivenUpWithoutBeingCancelled() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Mono<String> never = Mono.<String>never().doOnCancel(() -> cancelled.set(true));
    CompletableFuture<String> asked = guard.shielded(never).toFuture();
    tick(3);
    assertThat(asked).isNotDone();
    tick(1);
    assertThat(asked).isCompletedExceptionally();
    assertThat(asked.exceptionNow()).isInstanceOf(QueryTimeoutException.class);
    assertThat(cancelled).as("a cancelled query can wedge its connection").isFalse();
    assertThat(guard.size()).isZero();
  }

  @Test
  void whatIsDoneIsForgottenThoughWhatCameBeforeIsNot() {
    guard.shielded(Mono.never()).subscribe();
    Sinks.One<String> answer = Sinks.one();
    guard.shielded(answer.asMono()).subscribe();
    assertThat(guard.size()).isEqualTo(2);
    answer.tryEmitEmpty();
    tick(1);
    assertThat(guard.size()).isEqualTo(1);
  }

  @Test
  void whatFailsAtOnceIsNotKept() {
    CompletableFuture<String> asked =
        guard.<String>shielded(Mono.error(new IllegalStateException("no"))).toFuture();
    assertThat(asked.exceptionNow()).isInstanceOf(IllegalStateException.class);
    assertThat(guard.size()).isZero();
  }

  private void tick(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    assertThat(due).as("one sweep, however many wait").hasSizeLessThanOrEqualTo(1);
    Runnable sweep = due.poll();
    if (sweep != null) {
      sweep.run();
    }
  }
}
