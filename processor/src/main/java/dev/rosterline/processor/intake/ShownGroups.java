package dev.rosterline.processor.intake;

import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Reply;
import dev.rosterline.processor.database.StoredJson;
import dev.rosterline.processor.groups.MembershipStore;
import dev.rosterline.processor.groups.MembershipStore.InGroup;
import dev.rosterline.processor.groups.MembershipStore.Person;
import dev.rosterline.processor.publishing.Decided;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds {@code groups} to the documents that replies carry. */
@Component
class ShownGroups {

  private final MembershipStore view;

  ShownGroups(MembershipStore view) {
    this.view = view;
  }

  /** Whether there is a document to add to; then every change must have been written before. */
  static boolean concerns(List<Decided> batch) {
    return batch.stream().anyMatch(ShownGroups::isShown);
  }

  Mono<List<Decided>> complete(Connection connection, List<Decided> batch) {
    List<Person> people =
        batch.stream()
            .filter(ShownGroups::isShown)
            .map(decided -> new Person(decided.outcome().account(), member(decided)))
            .distinct()
            .toList();
    if (people.isEmpty()) {
      return Mono.just(batch);
    }
    return view.groupsOf(connection, people)
        .map(groups -> batch.stream().map(decided -> withGroups(decided, groups)).toList());
  }

  private static boolean isShown(Decided decided) {
    Reply reply = decided.reply();
    return reply != null && reply.document() != null && decided.outcome().member() != null;
  }

  private static MemberId member(Decided decided) {
    return Objects.requireNonNull(decided.outcome().member());
  }

  private static Decided withGroups(Decided decided, Map<MemberId, List<InGroup>> groups) {
    List<InGroup> mine = isShown(decided) ? groups.get(member(decided)) : null;
    Reply reply = decided.reply();
    if (mine == null || reply == null || reply.document() == null) {
      return decided;
    }
    ObjectNode document = StoredJson.object(reply.document());
    ArrayNode array = document.putArray("groups");
    for (InGroup group : mine) {
      array
          .addObject()
          .put("value", group.group().toString())
          .put("display", group.displayName())
          .put("type", "direct");
    }
    return decided.replying(
        new Reply(
            reply.command(),
            reply.status(),
            reply.scimType(),
            reply.detail(),
            reply.version(),
            reply.created(),
            reply.modified(),
            document.toString()));
  }
}
