package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AccountChanges;
import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.admin.ErasureReports;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A former member asked for their data to go: done here, and told where it was. */
@Controller
class ErasurePages {

  private final Shell shell;
  private final AccountChanges changes;
  private final ErasureReports reports;

  ErasurePages(Shell shell, AccountChanges changes, ErasureReports reports) {
    this.shell = shell;
    this.changes = changes;
    this.reports = reports;
  }

  /** A place that is emptied, and how far that is. */
  record Place(String name, String state) {}

  /** A topic, or a table, that forgets by itself. */
  record Topic(String name, Instant by) {}

  /** Somebody who is a member again meanwhile is shown in the list as they are now. */
  @PostMapping("/console/accounts/{account}/people/{member}/erase")
  Mono<String> erase(@PathVariable UUID account, @PathVariable UUID member, Principal admin) {
    String people = "redirect:/console/accounts/" + account + "/people";
    return changes
        .erase(account, member, admin.getName())
        .thenReturn(people + "/" + member + "/erasure")
        .onErrorReturn(AdminException.class, people);
  }

  @GetMapping("/console/accounts/{account}/people/{member}/erasure")
  Mono<Rendering> report(@PathVariable UUID account, @PathVariable UUID member) {
    return reports
        .of(account, member)
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "Nobody asked for this person's data to go")))
        .flatMap(
            report ->
                shell.page(
                    account,
                    "people",
                    "erasure",
                    Map.of(
                        "person",
                        member,
                        "requestedAt",
                        Instant.parse(report.path("requestedAt").asString()),
                        "places",
                        places(report),
                        "topics",
                        topics(report))));
  }

  private static List<Place> places(JsonNode report) {
    return report
        .path("erased")
        .valueStream()
        .map(place -> new Place(place.path("place").asString(), place.path("state").asString()))
        .toList();
  }

  private static List<Topic> topics(JsonNode report) {
    return report
        .path("agesOut")
        .valueStream()
        .map(
            topic ->
                new Topic(
                    topic.path("topic").asString(topic.path("table").asString("")),
                    Instant.parse(topic.path("by").asString())))
        .toList();
  }
}
