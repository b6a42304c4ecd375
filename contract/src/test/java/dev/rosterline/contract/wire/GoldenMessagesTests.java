package dev.rosterline.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rosterline.contract.ClassEvent.Type;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.SubscriberEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The files under {@code golden/} are the contract: a changed file is a changed contract. */
class GoldenMessagesTests {

  /** A sample, its bytes as written today, and how the bytes are read again. */
  private record Golden(String file, Object sample, byte[] written, Function<byte[], Object> read) {

    byte[] stored() {
      try (var stream = GoldenMessagesTests.class.getResourceAsStream("/golden/" + file)) {
        return Objects.requireNonNull(stream, file + " is missing").readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Golden> messages() {
    var outcome = TestMessages.outcome();
    var replies = TestMessages.replies();
    var state = TestMessages.state();
    return Stream.concat(
        Stream.of(
            new Golden("outcome.v1.json", outcome, OutcomeWire.write(outcome), OutcomeWire::read),
            new Golden(
                "outcome-evidence.v1.json",
                TestMessages.outcomeWithEvidence(),
                OutcomeWire.write(TestMessages.outcomeWithEvidence()),
                OutcomeWire::read),
            new Golden("reply-batch.v1.json", replies, ReplyWire.write(replies), ReplyWire::read),
            new Golden(
                "member-state.v1.json",
                state,
                MembershipEventWire.state(state),
                MembershipEventWire::readState),
            stored("membership-event-stored.v1.json", TestMessages.event()),
            stored("role-gained-stored.v1.json", TestMessages.roleGained()),
            stored("class-joined-stored.v1.json", TestMessages.classJoined()),
            stored("class-renamed-stored.v1.json", TestMessages.classEvent(Type.RENAMED))),
        commands());
  }

  private static Stream<Golden> commands() {
    return Stream.of(
        command("command.user-create.v1.json", TestMessages.createUser()),
        command("command.user-replace.v1.json", TestMessages.replaceUser()),
        command("command.user-patch.v1.json", TestMessages.patchUser()),
        command("command.user-delete.v1.json", TestMessages.deleteUser()),
        command("command.replay.v1.json", TestMessages.replay()),
        command("command.group-create.v1.json", TestMessages.createGroup()),
        command("command.group-replace.v1.json", TestMessages.replaceGroup()),
        command("command.group-patch.v1.json", TestMessages.patchGroup()),
        command("command.group-delete.v1.json", TestMessages.deleteGroup()),
        command("command.removal-due.v1.json", TestMessages.removalDue()),
        command("command.cancel-removal.v1.json", TestMessages.cancelRemoval()),
        command("command.release-hold.v1.json", TestMessages.releaseHold()),
        command("command.cancel-hold.v1.json", TestMessages.cancelHold()),
        command("command.erase-person.v1.json", TestMessages.erasePerson()),
        command("command.restore-member.v1.json", TestMessages.restoreMember()),
        command("command.derive-standing.v1.json", TestMessages.deriveStanding()),
        command("command.derive-class.v1.json", TestMessages.deriveClass()),
        command("command.change-policy.v1.json", TestMessages.changePolicy()));
  }

  private static Golden command(String file, CommandEnvelope envelope) {
    return new Golden(file, envelope, CommandWire.write(envelope), CommandWire::read);
  }

  private static Golden stored(String file, SubscriberEvent event) {
    return new Golden(
        file,
        event,
        Wire.bytes(SubscriberEventWire.write(event)),
        bytes -> SubscriberEventWire.read((ObjectNode) Wire.MAPPER.readTree(bytes)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isWrittenAsTheGoldenFileSays(Golden golden) {
    assertThat(Wire.MAPPER.readTree(golden.written()))
        .isEqualTo(Wire.MAPPER.readTree(golden.stored()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void goldenFileIsReadToAnEqualValue(Golden golden) {
    assertThat(golden.read().apply(golden.stored())).isEqualTo(golden.sample());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void unknownFieldsAreIgnored(Golden golden) {
    var message = (ObjectNode) Wire.MAPPER.readTree(golden.stored());
    message.put("addedLater", "x").putObject("alsoAddedLater").put("deep", 1);
    assertThat(golden.read().apply(Wire.bytes(message))).isEqualTo(golden.sample());
  }

  @Test
  void eventDataIsTheMemberStateAndWhatChanged() throws IOException {
    try (var stream =
        GoldenMessagesTests.class.getResourceAsStream("/golden/membership-event-data.v1.json")) {
      assertThat(Wire.MAPPER.readTree(MembershipEventWire.data(TestMessages.event())))
          .isEqualTo(Wire.MAPPER.readTree(Objects.requireNonNull(stream)));
    }
  }

  @Test
  void eventOfAClassIsKeyedByTheClass() {
    var event = TestMessages.classEvent(Type.RENAMED);
    assertThat(event.key())
        .isEqualTo(
            "019aaf3c-0000-7000-8000-000000000001:class:019aaf3c-5555-7def-8000-000000000006");
    assertThat(SubscriberEventWire.headers(event))
        .containsEntry("ce_type", "dev.rosterline.class.renamed")
        .containsEntry("ce_subject", "019aaf3c-5555-7def-8000-000000000006");
  }

  @Test
  void eventHeadersAreCloudEventsAttributesInBinaryMode() {
    assertThat(MembershipEventWire.headers(TestMessages.event()))
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", "17-4711-0")
        .containsEntry("ce_type", "dev.rosterline.member.blocked")
        .containsEntry("ce_subject", "019aaf3c-3333-7def-8000-000000000004")
        .containsEntry("ce_time", "2026-11-23T08:15:30.127456Z")
        .containsKeys("content-type", "ce_source", "ce_account", "ce_cause", "traceparent");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void unknownVersionIsUndecodable(Golden golden) {
    if (golden.file().contains("-stored")) {
      return;
    }
    var message = (ObjectNode) Wire.MAPPER.readTree(golden.stored());
    message.put("v", 99);
    assertUndecodable(() -> golden.read().apply(Wire.bytes(message)), "99");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "\u0000\u0001", "{\"v\":\"1\"", "7"})
  void garbageIsUndecodable(String garbage) {
    var bytes = garbage.getBytes(StandardCharsets.UTF_8);
    assertUndecodable(() -> CommandWire.read(bytes), "");
    assertUndecodable(() -> OutcomeWire.read(bytes), "");
    assertUndecodable(() -> ReplyWire.read(bytes), "");
    assertUndecodable(() -> MembershipEventWire.readState(bytes), "");
  }

  @Test
  void recordWithoutValueIsUndecodable() {
    assertUndecodable(() -> CommandWire.read(null), "no value");
  }

  @Test
  void invalidUtf8IsUndecodable() {
    assertUndecodable(() -> CommandWire.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0x7b}), "");
  }

  @Test
  void unknownCommandTypeIsUndecodableAndNamed() {
    var message = TestMessages.json(text(CommandWire.write(TestMessages.createUser())));
    message.put("type", "user.explode");
    assertUndecodable(() -> CommandWire.read(Wire.bytes(message)), "user.explode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "account", "resource", "type", "source", "receivedAt", "document"})
  void missingFieldIsUndecodableAndNamed(String field) {
    var message = TestMessages.json(text(CommandWire.write(TestMessages.createUser())));
    message.remove(field);
    assertUndecodable(() -> CommandWire.read(Wire.bytes(message)), field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "account", "resource", "receivedAt"})
  void malformedFieldIsUndecodableAndNamed(String field) {
    var message = TestMessages.json(text(CommandWire.write(TestMessages.createUser())));
    message.put(field, "not one");
    assertUndecodable(() -> CommandWire.read(Wire.bytes(message)), field);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void assertUndecodable(Runnable reading, String said) {
    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(reading::run)
        .withMessageContaining(said);
  }
}
