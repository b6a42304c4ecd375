package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.admins.AdminSessions;
import dev.rosterline.gateway.live.Streams;
import dev.rosterline.gateway.live.Watch;
import dev.rosterline.gateway.live.Watches;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells pages that there is something newer. What it is they ask for as they did at first, with
 * their own filters.
 */
@Controller
class LivePages {

  private final Streams streams;
  private final AdminSessions sessions;
  private final Watch activity;
  private final Watch calls;

  LivePages(
      Streams streams,
      Watches watches,
      AdminSessions sessions,
      ActivityReader activity,
      AccountStore accounts) {
    this.streams = streams;
    this.sessions = sessions;
    this.activity = watches.of(activity::newest);
    this.calls = watches.of(account -> lastCall(accounts, account));
  }

  /** For the pages of activity and of the sync. */
  @GetMapping(
      value = "/console/accounts/{account}/activity/live",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<Flux<ServerSentEvent<String>>> activity(
      @PathVariable UUID account,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      WebSession session) {
    return follow(activity, account, last, session);
  }

  /** For the page that waits for the first call, which need not be an operation. */
  @GetMapping(
      value = "/console/accounts/{account}/setup/live",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<Flux<ServerSentEvent<String>>> calls(
      @PathVariable UUID account,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      WebSession session) {
    return follow(calls, account, last, session);
  }

  private ResponseEntity<Flux<ServerSentEvent<String>>> follow(
      Watch watch, UUID account, @Nullable String last, WebSession session) {
    Streams.Viewer viewer =
        new Streams.Viewer(session.getId(), last, sessions.stillMaySee(session.getId(), account));
    return ResponseEntity.ok()
        // As nginx and those who do as it does are told not to collect an answer.
        .header("X-Accel-Buffering", "no")
        .body(streams.of(watch.of(account), viewer));
  }

  private static Mono<Long> lastCall(AccountStore accounts, UUID account) {
    return accounts
        .tokens(account)
        .map(rows -> rows.stream().mapToLong(LivePages::lastUsed).max().orElse(0));
  }

  private static long lastUsed(ObjectNode token) {
    String at = token.path("lastUsedAt").asString("");
    return at.isEmpty() ? 0 : Instant.parse(at).toEpochMilli();
  }
}
