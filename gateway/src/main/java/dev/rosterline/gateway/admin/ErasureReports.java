package dev.rosterline.gateway.admin;

import dev.rosterline.contract.Topics;
import dev.rosterline.gateway.admin.ErasureStore.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where data of somebody to be forgotten was kept, how far that is, and when the rest is gone. */
@Component
public class ErasureReports {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** Topics that hold what people are called; a record of the rest names nobody. */
  private static final List<String> PERSONAL =
      List.of(
          Topics.COMMANDS,
          Topics.COMMANDS_URGENT,
          Topics.REPLIES,
          Topics.OUTCOMES,
          Topics.MEMBERSHIP_EVENTS,
          Topics.COMMANDS_PARKED);

  private final ErasureStore erasures;
  private final ActivityClient activity;
  private final Duration resultsKept;

  ErasureReports(
      ErasureStore erasures,
      ActivityClient activity,
      @Value("${rosterline.async.results-kept:7d}") Duration resultsKept) {
    this.erasures = erasures;
    this.activity = activity;
    this.resultsKept = resultsKept;
  }

  /** Empty where nobody asked for it. */
  public Mono<ObjectNode> of(UUID account, UUID person) {
    return erasures
        .progress(account, person)
        .zipWith(activityDone(account, person))
        .map(both -> answer(person, both.getT1(), both.getT2()));
  }

  /** "unknown" where the audit-service cannot be asked: it erases all the same. */
  private Mono<String> activityDone(UUID account, UUID person) {
    return activity
        .get("/activity/erasures/" + person, account, new LinkedMultiValueMap<>())
        .map(ErasureReports::state)
        .onErrorReturn("unknown");
  }

  private static String state(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    JsonNode done =
        body == null || answer.getStatusCode().value() != 200
            ? MAPPER.missingNode()
            : MAPPER.readTree(body).path("doneAt");
    return state(done.isString() ? Instant.parse(done.stringValue()) : null);
  }

  private static String state(@Nullable Instant doneAt) {
    return doneAt == null ? "under way" : "done";
  }

  private ObjectNode answer(UUID person, Progress progress, String inActivity) {
    ObjectNode answer =
        MAPPER
            .createObjectNode()
            .put("person", person.toString())
            .put("requestedAt", progress.requestedAt().toString());
    ArrayNode erased = answer.putArray("erased");
    erased.addObject().put("place", "directory").put("state", "done");
    erased.addObject().put("place", "outcomes").put("state", state(progress.doneAt()));
    erased.addObject().put("place", "activity").put("state", inActivity);
    erased.addObject().put("place", Topics.MEMBERSHIP_STATE).put("state", "tombstone");
    ArrayNode agesOut = answer.putArray("agesOut");
    for (Topics.Definition topic : Topics.all()) {
      if (PERSONAL.contains(topic.name())) {
        agesOut
            .addObject()
            .put("topic", topic.name())
            .put("by", progress.requestedAt().plus(Topics.kept(topic.name())).toString());
      }
    }
    agesOut
        .addObject()
        .put("table", "account.bulk_request")
        .put("by", progress.requestedAt().plus(resultsKept).toString());
    remaining(answer.putArray("remains"));
    return answer;
  }

  /** What nobody can find by a name: it may be part of any text. */
  private static void remaining(ArrayNode remains) {
    remains
        .addObject()
        .put("place", "free text in documents of other people, and names of groups")
        .put("until", "the identity provider changes it");
    remains
        .addObject()
        .put("place", "a manager's name in documents of people whose removal is pending")
        .put("until", "they are back, or removed and erased themselves");
  }
}
