package dev.rosterline.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Reply;
import dev.rosterline.gateway.error.RetryLaterException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PendingRepliesTests {

  private final AtomicLong now = new AtomicLong();
  private final PendingReplies pending =
      new PendingReplies(
          new ReplyProperties("", Duration.ofSeconds(8), Duration.ofMillis(700), 2), now::get);
  private final CommandId id = new CommandId(UUID.randomUUID());

  @Test
  void replyThatComesBeforeSubscriptionIsNotLost() {
    var waiting = pending.await(id);
    pending.complete(reply(id));

    assertThat(waiting.toFuture()).isCompletedWithValue(reply(id));
    assertThat(pending.size()).isZero();
  }

  @Test
  void twoMayWaitForOneCommand() {
    CompletableFuture<Reply> first = pending.await(id).toFuture();
    CompletableFuture<Reply> second = pending.await(id).toFuture();

    pending.complete(reply(id));

    assertThat(first).isCompletedWithValue(reply(id));
    assertThat(second).isCompletedWithValue(reply(id));
  }

  @Test
  void waitEndsEmptyWhenItsTimeIsOver() {
    CompletableFuture<Reply> waiting = pending.await(id).toFuture();

    now.addAndGet(Duration.ofSeconds(7).toNanos());
    pending.expire();
    assertThat(waiting).isNotDone();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    pending.expire();

    assertThat(waiting).isCompletedWithValue(null);
    assertThat(pending.size()).isZero();
  }

  @Test
  void replyForNobodyIsDropped() {
    pending.complete(reply(id));

    assertThat(pending.size()).isZero();
  }

  @Test
  void failureOfPublishingReachesWhoWaits() {
    CompletableFuture<Reply> waiting = pending.await(id).toFuture();

    pending.fail(id, new IllegalStateException());

    assertThat(waiting).isCompletedExceptionally();
  }

  @Test
  void moreThanMayWaitAreRefused() {
    pending.await(id);
    pending.await(new CommandId(UUID.randomUUID()));

    assertThatThrownBy(() -> pending.await(new CommandId(UUID.randomUUID())))
        .isInstanceOf(RetryLaterException.class);
  }

  private static Reply reply(CommandId id) {
    return new Reply(id, 200, null, null, 1, null, null, null);
  }
}
