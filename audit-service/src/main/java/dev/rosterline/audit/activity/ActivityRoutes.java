package dev.rosterline.audit.activity;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.audit.erasure.ErasureStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /activity}, {@code /activity/summary}, {@code /activity/tally}, {@code
 * /activity/newest} and {@code /activity/{id}}: for the gateway alone, which knows who may ask
 * about which account.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ActivityProperties.class)
class ActivityRoutes {

  private static final String KEY_HEADER = "X-Rosterline-Key";
  private static final Logger LOG = LoggerFactory.getLogger(ActivityRoutes.class);
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final ActivitySearch search;
  private final ActivitySearchStore store;
  private final TallyStore tallies;
  private final NewestStore newest;
  private final ErasureStore erasures;
  private final byte[] key;

  ActivityRoutes(
      ActivitySearch search,
      ActivitySearchStore store,
      TallyStore tallies,
      NewestStore newest,
      ErasureStore erasures,
      ActivityProperties properties) {
    this.search = search;
    this.store = store;
    this.tallies = tallies;
    this.newest = newest;
    this.erasures = erasures;
    this.key = properties.key().getBytes(StandardCharsets.UTF_8);
  }

  @Bean
  RouterFunction<ServerResponse> activity() {
    return route()
        .GET("/activity", this::page)
        .GET("/activity/summary", this::summary)
        .GET("/activity/tally", this::tally)
        .GET("/activity/newest", this::newest)
        .GET("/activity/erasures/{member}", this::erasure)
        .GET("/activity/{id}", this::one)
        .filter(this::onlyWithKey)
        .onError(
            ResponseStatusException.class,
            (failure, _) -> problem((ResponseStatusException) failure))
        .onError(DataAccessException.class, (failure, request) -> unavailable(failure, request))
        .build();
  }

  private Mono<ServerResponse> onlyWithKey(
      ServerRequest request, HandlerFunction<ServerResponse> next) {
    String given = request.headers().firstHeader(KEY_HEADER);
    boolean same =
        given != null && MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
    return same
        ? next.handle(request)
        : problem(
            new ResponseStatusException(
                HttpStatus.UNAUTHORIZED, "Header " + KEY_HEADER + " is missing or wrong"));
  }

  private Mono<ServerResponse> page(ServerRequest request) {
    return query(request).flatMap(search::page).flatMap(page -> json(told(page)));
  }

  private Mono<ServerResponse> summary(ServerRequest request) {
    return query(request)
        .flatMap(store::summary)
        .flatMap(
            rows -> {
              ObjectNode answer = MAPPER.createObjectNode();
              answer.putArray("operations").addAll(rows);
              return json(answer);
            });
  }

  private Mono<ServerResponse> tally(ServerRequest request) {
    return Mono.fromSupplier(request::queryParams)
        .flatMap(
            parameters ->
                tallies.tally(
                    ActivityReader.account(parameters),
                    ActivityReader.instant(parameters, "from"),
                    ActivityReader.instant(parameters, "to"),
                    ActivityReader.step(parameters)))
        .flatMap(
            rows -> {
              ObjectNode answer = MAPPER.createObjectNode();
              answer.putArray("tally").addAll(rows);
              return json(answer);
            });
  }

  private Mono<ServerResponse> newest(ServerRequest request) {
    return Mono.fromSupplier(() -> ActivityReader.account(request.queryParams()))
        .flatMap(newest::newest)
        .flatMap(number -> json(MAPPER.createObjectNode().put("newest", number)));
  }

  private Mono<ServerResponse> one(ServerRequest request) {
    return Mono.fromSupplier(
            () ->
                store.one(
                    ActivityReader.account(request.queryParams()),
                    ActivityReader.id(request.pathVariable("id"))))
        .flatMap(found -> found)
        .flatMap(ActivityRoutes::json)
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "The account has no such operation")));
  }

  private Mono<ServerResponse> erasure(ServerRequest request) {
    return Mono.fromSupplier(
            () ->
                erasures.progress(
                    ActivityReader.account(request.queryParams()),
                    ActivityReader.id(request.pathVariable("member"))))
        .flatMap(found -> found)
        .flatMap(
            progress -> {
              ObjectNode answer = MAPPER.createObjectNode();
              answer.put("requestedAt", progress.requestedAt().toString());
              answer.put("doneAt", progress.doneAt() == null ? null : progress.doneAt().toString());
              return json(answer);
            })
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "Nobody of that id is to be forgotten")));
  }

  /** As a signal: what a handler throws by itself does not reach {@code onError}. */
  private static Mono<ActivityQuery> query(ServerRequest request) {
    return Mono.fromSupplier(() -> ActivityReader.read(request.queryParams()));
  }

  private static ObjectNode told(ActivitySearch.Page page) {
    ObjectNode answer = MAPPER.createObjectNode();
    answer.putArray("items").addAll(page.rows());
    if (page.next() != null) {
      answer.put("nextCursor", page.next().text());
    }
    if (page.searchedTo() != null) {
      answer.put("searchedTo", page.searchedTo().toString());
    }
    return answer;
  }

  private static Mono<ServerResponse> json(ObjectNode answer) {
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(MAPPER.writeValueAsBytes(answer));
  }

  private static Mono<ServerResponse> unavailable(Throwable failure, ServerRequest request) {
    LOG.warn("{} could not be read; answered 503", request.path(), failure);
    return problem(
        new ResponseStatusException(
            HttpStatus.SERVICE_UNAVAILABLE, "The activity log cannot be read at the moment"));
  }

  private static Mono<ServerResponse> problem(ResponseStatusException failure) {
    ProblemDetail problem = failure.getBody();
    return ServerResponse.status(failure.getStatusCode())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyValue(
            MAPPER.writeValueAsBytes(
                MAPPER
                    .createObjectNode()
                    .put("type", "about:blank")
                    .put("title", String.valueOf(problem.getTitle()))
                    .put("status", problem.getStatus())
                    .put("detail", String.valueOf(failure.getReason()))));
  }
}
