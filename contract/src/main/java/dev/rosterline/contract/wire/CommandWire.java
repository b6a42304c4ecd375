package dev.rosterline.contract.wire;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ScimId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of {@link CommandEnvelope}, version 1: value of {@code rosterline.commands.v1}. */
public final class CommandWire {

  private static final int VERSION = 1;

  private CommandWire() {}

  public static byte[] write(CommandEnvelope envelope) {
    ObjectNode message = Wire.message(VERSION);
    message.put("type", envelope.command().type());
    message.put("id", envelope.id().toString());
    message.put("account", envelope.account().toString());
    message.put("resource", envelope.resource().toString());
    message.put("hop", envelope.hop());
    message.put("receivedAt", envelope.receivedAt().toString());
    SourceWire.put(message, envelope.source());
    ReplyAddress replyTo = envelope.replyTo();
    if (replyTo != null) {
      message
          .putObject("replyTo")
          .put("instance", replyTo.instance())
          .put("partition", replyTo.partition());
    }
    Wire.putTexts(message, "leniencies", envelope.leniencies());
    Wire.putOptional(message, "traceparent", envelope.traceparent());
    Wire.putOptional(message, "replayOf", envelope.replayOf());
    putPayload(message, envelope.command());
    return Wire.bytes(message);
  }

  /**
   * @throws UndecodableException if the bytes are not a command of version 1, or of a type that is
   *     not known
   */
  public static CommandEnvelope read(byte @Nullable [] bytes) {
    ObjectNode message = Wire.parse(bytes, VERSION);
    return new CommandEnvelope(
        new CommandId(Wire.uuid(message, "id")),
        new AccountId(Wire.uuid(message, "account")),
        new ScimId(Wire.uuid(message, "resource")),
        message.path("hop").asInt(0),
        payload(message),
        SourceWire.get(message),
        Wire.instant(message, "receivedAt"),
        replyTo(message),
        Wire.texts(message, "leniencies"),
        Wire.optionalText(message, "traceparent"),
        replayOf(message));
  }

  private static @Nullable CommandId replayOf(ObjectNode message) {
    UUID first = Wire.optionalUuid(message, "replayOf");
    return first == null ? null : new CommandId(first);
  }

  static void putPayload(ObjectNode message, Command command) {
    switch (command) {
      case Command.CreateUser create -> message.set("document", create.document());
      case Command.CreateGroup create -> message.set("document", create.document());
      case Command.ReplaceUser replace ->
          putDocument(message, replace.document(), replace.ifMatch());
      case Command.ReplaceGroup replace ->
          putDocument(message, replace.document(), replace.ifMatch());
      case Command.PatchUser patch -> putPatch(message, patch.patch(), patch.ifMatch());
      case Command.PatchGroup patch -> putPatch(message, patch.patch(), patch.ifMatch());
      case Command.DeleteUser delete -> Wire.putOptional(message, "ifMatch", delete.ifMatch());
      case Command.DeleteGroup delete -> Wire.putOptional(message, "ifMatch", delete.ifMatch());
      case Command.RemovalDue due ->
          message.put("member", due.member().toString()).put("generation", due.generation());
      case Command.CancelRemoval cancel -> message.put("member", cancel.member().toString());
      case Command.ReleaseHold release -> message.put("member", release.member().toString());
      case Command.CancelHold cancel -> message.put("member", cancel.member().toString());
      case Command.RestoreMember restore -> message.put("member", restore.member().toString());
      case Command.ErasePerson erase -> message.put("member", erase.member().toString());
      case Command.DeriveStanding derive -> StandingCommandsWire.put(message, derive);
      case Command.DeriveClass derive -> StandingCommandsWire.put(message, derive);
      case Command.ChangePolicy change -> {
        message.set("changes", change.changes());
        Wire.putOptional(message, "preset", change.preset());
      }
    }
  }

  private static void putDocument(
      ObjectNode message, ObjectNode document, @Nullable String ifMatch) {
    message.set("document", document);
    Wire.putOptional(message, "ifMatch", ifMatch);
  }

  private static void putPatch(ObjectNode message, JsonNode patch, @Nullable String ifMatch) {
    message.set("patch", patch);
    Wire.putOptional(message, "ifMatch", ifMatch);
  }

  static Command payload(ObjectNode message) {
    String ifMatch = Wire.optionalText(message, "ifMatch");
    String type = Wire.text(message, "type");
    return switch (type) {
      case "user.create" -> new Command.CreateUser(Wire.object(message, "document"));
      case "user.replace" -> new Command.ReplaceUser(Wire.object(message, "document"), ifMatch);
      case "user.patch" -> new Command.PatchUser(patch(message), ifMatch);
      case "user.delete" -> new Command.DeleteUser(ifMatch);
      case "group.create" -> new Command.CreateGroup(Wire.object(message, "document"));
      case "group.replace" -> new Command.ReplaceGroup(Wire.object(message, "document"), ifMatch);
      case "group.patch" -> new Command.PatchGroup(patch(message), ifMatch);
      case "group.delete" -> new Command.DeleteGroup(ifMatch);
      case "member.removal-due" ->
          new Command.RemovalDue(
              new MemberId(Wire.uuid(message, "member")), message.path("generation").asLong(0));
      case "member.cancel-removal" ->
          new Command.CancelRemoval(new MemberId(Wire.uuid(message, "member")));
      case "member.release-hold" ->
          new Command.ReleaseHold(new MemberId(Wire.uuid(message, "member")));
      case "member.cancel-hold" ->
          new Command.CancelHold(new MemberId(Wire.uuid(message, "member")));
      case "member.restore" ->
          new Command.RestoreMember(new MemberId(Wire.uuid(message, "member")));
      case "member.erase" -> new Command.ErasePerson(new MemberId(Wire.uuid(message, "member")));
      case "member.derive-standing" -> StandingCommandsWire.standing(message);
      case "group.derive-class" -> StandingCommandsWire.ofClass(message);
      case "account.change-policy" ->
          new Command.ChangePolicy(
              Wire.object(message, "changes"), Wire.optionalText(message, "preset"));
      default -> throw new UndecodableException("command type " + type + " is not known");
    };
  }

  private static JsonNode patch(ObjectNode message) {
    JsonNode patch = message.get("patch");
    if (patch == null || patch.isNull()) {
      throw new UndecodableException("field patch is missing");
    }
    return patch;
  }

  private static @Nullable ReplyAddress replyTo(ObjectNode message) {
    if (!(message.get("replyTo") instanceof ObjectNode node)) {
      return null;
    }
    return new ReplyAddress(Wire.text(node, "instance"), node.path("partition").asInt(0));
  }
}
