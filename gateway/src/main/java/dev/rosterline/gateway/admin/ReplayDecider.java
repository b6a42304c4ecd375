package dev.rosterline.gateway.admin;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.wire.RequestWire;
import dev.rosterline.contract.wire.UndecodableException;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Whether doing an operation again can end otherwise, and what that takes. */
public final class ReplayDecider {

  /** What a change elsewhere may mend: policy, conflict, precondition. */
  private static final Set<Integer> MENDABLE = Set.of(403, 409, 412);

  private static final Set<String> RESOURCES = Set.of("user", "group");

  private ReplayDecider() {}

  /** A command again, or the reason why not. */
  public sealed interface Answer {

    record Again(CommandId first, ScimId resource, Command command) implements Answer {}

    record Never(String reason) implements Answer {}
  }

  /**
   * @param operation as the activity log tells it, with its evidence
   */
  public static Answer decide(JsonNode operation) {
    String result = operation.path("result").asString("");
    int status = operation.path("status").asInt();
    boolean parked = result.equals(Result.PARKED.wire());
    if (!parked && !result.equals(Result.REFUSED.wire())) {
      return new Answer.Never("It did not fail.");
    }
    if (operation.path("operation").asString("").equals(Operation.REQUEST_REJECTED.wire())) {
      return new Answer.Never(
          "It was turned away before it was taken in; the identity provider has to send it anew.");
    }
    if (!parked && status == 404) {
      return new Answer.Never(
          "What it was about is not there; the identity provider has to create it first.");
    }
    if (!parked && !MENDABLE.contains(status)) {
      return new Answer.Never("The request itself cannot be carried out, whenever it is tried.");
    }
    return again(operation);
  }

  private static Answer again(JsonNode operation) {
    JsonNode request = operation.path("evidence").path("request");
    String type = request.path("type").asString("");
    if (type.isEmpty() || operation.path("resourceId").asString("").isEmpty()) {
      return new Answer.Never(
          "What was asked is not kept: it was too large, or it is too long ago.");
    }
    if (!RESOURCES.contains(type.substring(0, Math.max(0, type.indexOf('.'))))) {
      return new Answer.Never("It was an admin's; do it again where it was done.");
    }
    try {
      return new Answer.Again(
          new CommandId(UUID.fromString(operation.path("id").asString(""))),
          new ScimId(UUID.fromString(operation.path("resourceId").asString(""))),
          RequestWire.read(request));
    } catch (UndecodableException e) {
      return new Answer.Never("What was asked cannot be repeated: " + e.getMessage() + ".");
    }
  }
}
