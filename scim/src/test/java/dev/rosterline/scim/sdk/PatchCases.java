package dev.rosterline.scim.sdk;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.sdk.PatchDifference.Case;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Patches by the SCIM-SDK and by us. */
final class PatchCases {

  private static final ScimSdk SDK = new ScimSdk();

  private PatchCases() {}

  static Case of(PatchSample sample, Mode mode, ObjectNode user) {
    ScimSdk.Patched theirs = SDK.patch(user, sample.request());
    ScimType refusal = null;
    ObjectNode ours = null;
    try {
      var patch = PatchReader.read(ResourceType.USER, sample.request(), mode);
      ours = comparable(PatchApplier.apply(ResourceType.USER, user, patch).document());
    } catch (ScimException e) {
      refusal = e.error().type();
    }
    return new Case(
        sample,
        mode,
        comparable(user),
        refusal,
        ours,
        theirs.refused() ? null : comparable(theirs.user()));
  }

  /**
   * Values of a multi-valued attribute are in no order, and one that is not said to be primary is
   * not (RFC 7643, 2.4).
   */
  private static ObjectNode comparable(ObjectNode user) {
    ObjectNode copy = user.deepCopy();
    if (copy.get("emails") instanceof ArrayNode emails) {
      for (JsonNode email : emails) {
        if (!email.path("primary").asBoolean(false)) {
          ((ObjectNode) email).remove("primary");
        }
      }
      List<JsonNode> sorted =
          emails.values().stream()
              .sorted(
                  Comparator.comparing(PatchCases::address)
                      .thenComparing(email -> email.has("primary")))
              .toList();
      copy.set("emails", JsonNodeFactory.instance.arrayNode().addAll(sorted));
    }
    return copy;
  }

  /** Value and type of each. */
  static List<String> addresses(@Nullable ObjectNode user) {
    return user == null
        ? List.of()
        : user.path("emails").values().stream().map(PatchCases::address).toList();
  }

  /** Those that have a value. */
  static List<String> values(@Nullable ObjectNode user) {
    return addresses(user).stream().filter(address -> !address.startsWith("null ")).toList();
  }

  /** How many have none. */
  static int labels(@Nullable ObjectNode user) {
    return addresses(user).size() - values(user).size();
  }

  static long primaries(ObjectNode user) {
    return user.path("emails").values().stream().filter(email -> email.has("primary")).count();
  }

  private static String address(JsonNode email) {
    return email.path("value").asString("null") + " " + email.path("type").asString("");
  }
}
