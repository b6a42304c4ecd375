package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.json.ScimJson;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes resources as text, a group with many members part by part: no tree and no text ever holds
 * all of them.
 */
@Component
class ResourceWriter {

  private final DirectoryStore directory;
  private final RepresentationWriter representations;

  ResourceWriter(DirectoryStore directory, RepresentationWriter representations) {
    this.directory = directory;
    this.representations = representations;
  }

  /** The one text of a resource that is complete. */
  String text(Found found, Projection projection) {
    return opening(found, projection) + closing(found);
  }

  /** The texts that make up the resource. */
  Flux<String> texts(AccountId account, Found found, Projection projection) {
    UUID last = found.lastMember();
    if (last == null) {
      return Flux.just(text(found, projection));
    }
    return Flux.concat(
        Flux.just(opening(found, projection)),
        directory
            .membersBehind(account, found.resource().id(), last)
            .map(members -> further(members.json(), projection)),
        Flux.just(closing(found)));
  }

  /** All but the end of the list of members, and of the resource. */
  private String opening(Found found, Projection projection) {
    String resource = representations.text(found.type(), found.resource(), projection);
    String open = resource.substring(0, resource.length() - 1);
    String members = found.members();
    return members == null ? open : open + ",\"members\":[" + elements(members, projection);
  }

  private static String closing(Found found) {
    return found.members() == null ? "}" : "]}";
  }

  private static String further(@Nullable String members, Projection projection) {
    return members == null ? "" : "," + elements(members, projection);
  }

  /** Without the brackets around them. */
  private static String elements(String members, Projection projection) {
    String shown = members;
    if (!projection.includesWhole("members")) {
      ObjectNode part = ScimJson.MAPPER.createObjectNode();
      part.set("members", ScimJson.MAPPER.readTree(members));
      shown = projection.apply(part).path("members").toString();
    }
    return shown.substring(shown.indexOf('[') + 1, shown.lastIndexOf(']'));
  }

  /** Whether all of them can be written at once. */
  static boolean areComplete(List<Found> found) {
    return found.stream().allMatch(each -> each.lastMember() == null);
  }
}
