package dev.rosterline.gateway.admin;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.dispatch.AccountCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does failed operations again, after a fix: each as a command of its own that names the first, in
 * the admin's name, through the same log as everything else.
 */
@Component
public class Replays {

  /** Operations of one call; the rest is for the next. */
  static final int MOST = 200;

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final ActivityClient activity;
  private final AccountCommands commands;

  Replays(ActivityClient activity, AccountCommands commands) {
    this.activity = activity;
    this.commands = commands;
  }

  /**
   * What became of some.
   *
   * @param skipped those that cannot be done again, or were tried again by an admin before
   * @param more whether there are others that match
   */
  public record Summary(int done, int failed, int skipped, boolean more) {

    private Summary plus(int moreDone, int moreFailed, int moreSkipped) {
      return new Summary(done + moreDone, failed + moreFailed, skipped + moreSkipped, more);
    }
  }

  /** An operation with its evidence; an error of 404 where the account has none of this id. */
  public Mono<JsonNode> operation(UUID account, UUID id) {
    return activity
        .get("/activity/" + id, account, new LinkedMultiValueMap<>())
        .map(
            answer -> {
              if (answer.getStatusCode().value() == 200) {
                return json(answer);
              }
              throw new AdminException(404, "There is no such operation");
            });
  }

  /** The decision on the command that repeats it; an error of 409 where that makes no sense. */
  public Mono<Reply> replay(UUID account, UUID id, String admin) {
    return operation(account, id)
        .flatMap(
            found ->
                switch (ReplayDecider.decide(found)) {
                  case ReplayDecider.Answer.Again again -> run(account, again, admin);
                  case ReplayDecider.Answer.Never never ->
                      Mono.error(new AdminException(409, never.reason()));
                });
  }

  /** Everything failed that matches, the oldest first: what came in order is repeated in order. */
  public Mono<Summary> replayAll(UUID account, MultiValueMap<String, String> query, String admin) {
    MultiValueMap<String, String> failed = new LinkedMultiValueMap<>(query);
    String result = query.getFirst("result");
    if (result == null || result.isEmpty()) {
      failed.set("result", "failed");
    }
    failed.set("limit", Integer.toString(MOST));
    failed.remove("cursor");
    return activity.get("/activity", account, failed).flatMap(page -> all(account, page, admin));
  }

  private Mono<Summary> all(UUID account, ResponseEntity<byte[]> page, String admin) {
    JsonNode body = json(page);
    if (page.getStatusCode().value() != 200) {
      return Mono.error(
          new AdminException(400, body.path("detail").asString("The search cannot be read")));
    }
    List<UUID> oldestFirst = latestOfEach(body.path("items")).reversed();
    int repeated = body.path("items").size() - oldestFirst.size();
    Summary start = new Summary(0, 0, repeated, body.has("nextCursor"));
    return Flux.fromIterable(oldestFirst)
        .concatMap(id -> operation(account, id))
        .concatMap(found -> counted(account, found, admin))
        .reduce(start, (sum, one) -> sum.plus(one.done, one.failed, one.skipped));
  }

  /** A create that was sent many times is repeated once, as it was sent last. */
  private static List<UUID> latestOfEach(JsonNode newestFirst) {
    Set<String> created = new HashSet<>();
    List<UUID> ids = new ArrayList<>();
    for (JsonNode row : newestFirst) {
      String operation = row.path("operation").asString("");
      String subject = row.path("subject").asString("");
      boolean create = operation.endsWith(".create") && !subject.isEmpty();
      if (!create || created.add(operation + " " + subject)) {
        ids.add(UUID.fromString(row.path("id").asString()));
      }
    }
    return ids;
  }

  private Mono<Summary> counted(UUID account, JsonNode found, String admin) {
    boolean triedAgain = found.path("evidence").has("replayOf");
    return triedAgain || !(ReplayDecider.decide(found) instanceof ReplayDecider.Answer.Again again)
        ? Mono.just(new Summary(0, 0, 1, false))
        : run(account, again, admin)
            .map(
                reply ->
                    reply.status() < 400
                        ? new Summary(1, 0, 0, false)
                        : new Summary(0, 1, 0, false));
  }

  private Mono<Reply> run(UUID account, ReplayDecider.Answer.Again again, String admin) {
    return commands.repeat(
        new AccountId(account),
        again.resource(),
        again.command(),
        new Source(null, admin, "admin"),
        again.first());
  }

  private static JsonNode json(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    try {
      return MAPPER.readTree(body == null ? new byte[0] : body);
    } catch (JacksonException _) {
      throw new AdminException(502, "The activity log gave an answer of no use");
    }
  }
}
