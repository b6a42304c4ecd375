package dev.rosterline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A block that waits is said again; nothing else ever is. */
class FastLaneTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Ids ids = new Ids(Clock.systemUTC());
  private final List<Runnable> later = new ArrayList<>();
  private final List<ProducerRecord<byte[], byte[]>> published = new ArrayList<>();
  private final FastLane lane =
      new FastLane(
          (message, _) -> published.add(message),
          (task, _) -> later.add(task),
          Duration.ofMillis(500));

  @Test
  void aBlockWithoutAnswerIsPublishedAsUrgentUnderItsIdAndPartition() {
    var block = envelope(new Command.DeleteUser(null));
    lane.watched(block, Mono.never());
    lane.written(block, null);
    assertThat(published).isEmpty();
    timeGoesBy();

    assertThat(published).hasSize(1);
    assertThat(published.getFirst().topic()).isEqualTo(Topics.COMMANDS_URGENT);
    assertThat(published.getFirst().partition()).isEqualTo(block.partition());
    assertThat(CommandWire.read(published.getFirst().value())).isEqualTo(block);
  }

  @Test
  void aBlockWhoseReplyNobodyWaitsForIsUrgentToo() {
    var block = envelope(new Command.DeleteUser(null));
    assertThat(lane.watches(block)).isTrue();
    lane.written(block, null);
    timeGoesBy();

    assertThat(published).hasSize(1);
    assertThat(CommandWire.read(published.getFirst().value())).isEqualTo(block);
  }

  @Test
  void aBlockThatWasAnsweredIsNot() {
    var block = envelope(new Command.DeleteUser(null));
    Sinks.One<Reply> answer = Sinks.one();
    var answered = lane.watched(block, answer.asMono()).toFuture();
    lane.written(block, null);
    answer.tryEmitValue(new Reply(block.id(), 204, null, null, 0, null, null, null));
    assertThat(answered).isCompleted();
    timeGoesBy();

    assertThat(published).isEmpty();
  }

  @Test
  void aBlockThatMayNotBeOnTheLogIsNot() {
    var block = envelope(new Command.DeleteUser(null));
    lane.watched(block, Mono.never());
    lane.written(block, new IllegalStateException("away"));
    timeGoesBy();

    assertThat(published).isEmpty();
  }

  @Test
  void whatBlocksNobodyIsNot() {
    var create = envelope(new Command.CreateUser(json("{'userName':'ada','active':false}")));
    lane.watched(create, Mono.never());
    lane.written(create, null);
    assertThat(later).isEmpty();
  }

  @Test
  void blocksAreToldByWhatTheyAsk() {
    assertThat(mayBlock(null, "{'active':false}")).isTrue();
    assertThat(mayBlock("W/\"3\"", "{'active':false}")).as("with If-Match").isFalse();
    assertThat(mayBlock(null, "{'active':true}")).isFalse();
    assertThat(mayBlock(null, "{'displayName':'Ada'}")).isFalse();
    var put = json("{'userName':'ada','active':false}");
    assertThat(FastLane.mayBlock(new Command.ReplaceUser(put, null))).isTrue();
    assertThat(FastLane.mayBlock(new Command.ReplaceUser(json("{'userName':'ada'}"), null)))
        .isFalse();
    assertThat(FastLane.mayBlock(new Command.DeleteUser("W/\"3\""))).isFalse();
    assertThat(FastLane.mayBlock(new Command.DeleteGroup(null))).isFalse();
  }

  private static boolean mayBlock(@Nullable String ifMatch, String value) {
    return FastLane.mayBlock(new Command.PatchUser(json("{'replace':" + value + "}"), ifMatch));
  }

  private void timeGoesBy() {
    List.copyOf(later).forEach(Runnable::run);
  }

  private CommandEnvelope envelope(Command command) {
    return new CommandEnvelope(
        ids.command(),
        new AccountId(new UUID(1, 1)),
        ids.resource(7),
        0,
        command,
        Source.SYSTEM,
        Instant.now(),
        null,
        List.of(),
        null,
        null);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }
}
