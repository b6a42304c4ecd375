package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.ActivityClient;
import dev.rosterline.gateway.admin.AdminException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of the activity log, as the audit-service answers them. */
@Component
class ActivityReader {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String PAGE = "50";
  private static final String EXPORT_PAGE = "500";

  private final ActivityClient audit;

  ActivityReader(ActivityClient audit) {
    this.audit = audit;
  }

  /**
   * @param next cursor of the page behind; null on the last
   */
  record Page(List<JsonNode> rows, @Nullable String next) {}

  Mono<Page> page(UUID account, MultiValueMap<String, String> query) {
    return read(account, with(query, "limit", PAGE));
  }

  /** Everything that matches, a page at a time as it is taken. */
  Flux<JsonNode> all(UUID account, MultiValueMap<String, String> query) {
    MultiValueMap<String, String> large = with(query, "limit", EXPORT_PAGE);
    large.remove("cursor");
    return read(account, large)
        .expand(
            page ->
                page.next() == null
                    ? Mono.empty()
                    : read(account, with(large, "cursor", page.next())))
        .concatMapIterable(Page::rows, 1);
  }

  /** A number that grows whenever something is recorded. */
  Mono<Long> newest(UUID account) {
    return audit
        .get("/activity/newest", account, new LinkedMultiValueMap<>())
        .map(
            answer -> {
              JsonNode newest = json(answer).path("newest");
              if (!newest.isIntegralNumber()) {
                throw new AdminException(502, "The activity log gave an answer of no use");
              }
              return newest.asLong();
            });
  }

  private Mono<Page> read(UUID account, MultiValueMap<String, String> query) {
    return audit.get("/activity", account, query).map(ActivityReader::read);
  }

  private static Page read(ResponseEntity<byte[]> answer) {
    JsonNode body = json(answer);
    // ActivityClient lets answers about the question pass alone: 200 and 400.
    if (answer.getStatusCode().value() != HttpStatus.OK.value()) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, body.path("detail").asString("The search cannot be read"));
    }
    List<JsonNode> rows = new ArrayList<>();
    body.path("items").forEach(rows::add);
    return new Page(rows, body.has("nextCursor") ? body.path("nextCursor").asString() : null);
  }

  private static JsonNode json(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    try {
      return MAPPER.readTree(body == null ? new byte[0] : body);
    } catch (JacksonException _) {
      throw new AdminException(502, "The activity log gave an answer of no use");
    }
  }

  /** What a form asks for, as the activity log understands it. */
  static MultiValueMap<String, String> filters(MultiValueMap<String, String> form) {
    return with(form, "limit", PAGE);
  }

  /** Empty fields of the form ask for nothing. */
  private static MultiValueMap<String, String> with(
      MultiValueMap<String, String> query, String name, String value) {
    MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
    query.forEach(
        (key, values) -> {
          if (!values.getFirst().isBlank()) {
            all.add(key, instant(key, values.getFirst()));
          }
        });
    all.set(name, value);
    return all;
  }

  /** A browser sends a local time without seconds; it is meant, and shown, in UTC. */
  private static String instant(String name, String value) {
    boolean time = name.equals("from") || name.equals("to");
    return time && value.length() == "2026-01-31T10:00".length() ? value + ":00Z" : value;
  }
}
