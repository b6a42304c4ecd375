package dev.rosterline.contract.wire;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.ScimId;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON of {@link Outcome}, version 1: value of {@code rosterline.outcomes.v1} and of the outcome
 * table.
 */
public final class OutcomeWire {

  private static final int VERSION = 1;

  private OutcomeWire() {}

  public static byte[] write(Outcome outcome) {
    ObjectNode message = Wire.message(VERSION);
    message.put("command", outcome.command().toString());
    message.put("account", outcome.account().toString());
    message.put("operation", outcome.operation().wire());
    message.put("result", outcome.result().wire());
    message.put("status", outcome.status());
    Wire.putOptional(message, "scimType", outcome.scimType());
    Wire.putOptional(message, "detail", outcome.detail());
    message.put("resourceType", outcome.resourceType());
    Wire.putOptional(message, "resource", outcome.resource());
    Wire.putOptional(message, "member", outcome.member());
    Wire.putOptional(message, "subject", outcome.subject());
    message.put("version", outcome.version());
    Wire.putTexts(message, "changed", outcome.changed());
    Wire.putOptional(message, "dueAt", outcome.dueAt());
    SourceWire.put(message, outcome.source());
    Wire.putTexts(message, "leniencies", outcome.leniencies());
    message.put("receivedAt", outcome.receivedAt().toString());
    message.put("decidedAt", outcome.decidedAt().toString());
    EvidenceWire.put(message, outcome.evidence());
    return Wire.bytes(message);
  }

  /**
   * @throws UndecodableException if the bytes are not an outcome of version 1
   */
  public static Outcome read(byte @Nullable [] bytes) {
    ObjectNode message = Wire.parse(bytes, VERSION);
    return new Outcome(
        new CommandId(Wire.uuid(message, "command")),
        new AccountId(Wire.uuid(message, "account")),
        named(message, "operation", Outcome.Operation::ofWire),
        named(message, "result", Outcome.Result::ofWire),
        message.path("status").asInt(0),
        Wire.optionalText(message, "scimType"),
        Wire.optionalText(message, "detail"),
        Wire.text(message, "resourceType"),
        optional(message, "resource", ScimId::new),
        optional(message, "member", MemberId::new),
        Wire.optionalText(message, "subject"),
        message.path("version").asLong(0),
        Wire.texts(message, "changed"),
        Wire.optionalInstant(message, "dueAt"),
        SourceWire.get(message),
        Wire.texts(message, "leniencies"),
        Wire.instant(message, "receivedAt"),
        Wire.instant(message, "decidedAt"),
        EvidenceWire.get(message));
  }

  private static <T> T named(ObjectNode message, String field, Function<String, T> constants) {
    try {
      return constants.apply(Wire.text(message, field));
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(
          "field " + field + " has the unknown value " + message.get(field));
    }
  }

  private static <T> @Nullable T optional(
      ObjectNode message, String field, Function<UUID, T> constructor) {
    UUID id = Wire.optionalUuid(message, field);
    return id == null ? null : constructor.apply(id);
  }
}
