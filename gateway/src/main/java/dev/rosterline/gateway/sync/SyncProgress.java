package dev.rosterline.gateway.sync;

import dev.rosterline.gateway.admin.ActivityClient;
import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.dispatch.Backlog;
import dev.rosterline.gateway.sync.Progress.Session;
import dev.rosterline.gateway.sync.Progress.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Works out the progress of an account from the tallies of its activity and the lag of the log. */
@Component
public class SyncProgress {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Set<String> JOINING = Set.of("user.create", "user.restore");
  private static final Duration LOOK_BACK = Duration.ofHours(3);
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final int MINUTES = 60;
  private static final int HOURS = 24;

  private final ActivityClient activity;
  private final Backlog backlog;
  private final WaitingHistory history;
  private final Clock clock;

  SyncProgress(ActivityClient activity, Backlog backlog, WaitingHistory history, Clock clock) {
    this.activity = activity;
    this.backlog = backlog;
    this.history = history;
    this.clock = clock;
  }

  public Mono<Progress> of(UUID account) {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    return Mono.zip(
            tally(account, minute.minus(LOOK_BACK), now, "minute"),
            tally(account, hour.minus(HOURS - 1, ChronoUnit.HOURS), now, "hour"))
        .map(
            both ->
                new Progress(
                    now,
                    backlog.waiting(),
                    perSecond(both.getT1(), now),
                    session(both.getT1(), minute),
                    steps(both.getT1(), minute, MINUTES, ChronoUnit.MINUTES),
                    steps(both.getT2(), hour, HOURS, ChronoUnit.HOURS),
                    history.lastHour()));
  }

  /** Of this minute, as far as it has gone, and the one before. */
  static double perSecond(Map<Instant, Step> minutes, Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    long count = count(minutes, minute) + count(minutes, minute.minus(1, ChronoUnit.MINUTES));
    return count / (60 + Duration.between(minute, now).toMillis() / 1000.0);
  }

  private static long count(Map<Instant, Step> minutes, Instant at) {
    Step step = minutes.get(at);
    return step == null ? 0 : step.applied() + step.failed();
  }

  static @Nullable Session session(TreeMap<Instant, Step> minutes, Instant minute) {
    Step all = null;
    for (Step step : minutes.descendingMap().values()) {
      if (step.isEmpty()) {
        continue;
      }
      if (all != null && Duration.between(step.at(), all.at()).compareTo(PAUSE) > 0) {
        break;
      }
      all = all == null ? step : step.plus(all);
    }
    if (all == null) {
      return null;
    }
    Instant until = minutes.lastKey();
    boolean running = !until.isBefore(minute.minus(1, ChronoUnit.MINUTES));
    return new Session(all.at(), until, running, all.applied(), all.failed(), all.users());
  }

  /** With those in which nothing happened. */
  private static List<Step> steps(
      Map<Instant, Step> known, Instant last, int count, ChronoUnit unit) {
    List<Step> steps = new ArrayList<>(count);
    for (int back = count - 1; back >= 0; back--) {
      Instant at = last.minus(back, unit);
      Step step = known.get(at);
      steps.add(step == null ? new Step(at, 0, 0, 0) : step);
    }
    return steps;
  }

  private Mono<TreeMap<Instant, Step>> tally(UUID account, Instant from, Instant to, String step) {
    MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
    query.set("from", from.toString());
    query.set("to", to.toString());
    query.set("step", step);
    return activity.get("/activity/tally", account, query).map(SyncProgress::byTime);
  }

  private static TreeMap<Instant, Step> byTime(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    if (answer.getStatusCode().value() != 200 || body == null) {
      throw new AdminException(502, "The activity log gave an answer of no use");
    }
    TreeMap<Instant, Step> steps = new TreeMap<>();
    for (JsonNode row : MAPPER.readTree(body).path("tally")) {
      Instant at = Instant.parse(row.path("at").asString());
      long count = row.path("count").asLong();
      boolean failed = row.path("failed").asBoolean();
      boolean joining = !failed && JOINING.contains(row.path("operation").asString());
      Step step = new Step(at, failed ? 0 : count, failed ? count : 0, joining ? count : 0);
      steps.merge(at, step, Step::plus);
    }
    return steps;
  }
}
