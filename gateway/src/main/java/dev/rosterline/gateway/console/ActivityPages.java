package dev.rosterline.gateway.console;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was asked, by whom, and what became of it: read, followed, exported. */
@Controller
class ActivityPages {

  private static final String ABOUT = "about";
  private static final String RESOURCE = "resource";
  private static final List<String> FILTERS =
      List.of("q", "operation", "result", RESOURCE, ABOUT, "client", "token", "from", "to");

  private final Shell shell;
  private final ActivityReader activity;
  private final DirectoryViewStore directory;

  ActivityPages(Shell shell, ActivityReader activity, DirectoryViewStore directory) {
    this.shell = shell;
    this.activity = activity;
    this.directory = directory;
  }

  @GetMapping("/console/accounts/{account}/activity")
  Mono<Rendering> list(
      @PathVariable UUID account, @RequestParam MultiValueMap<String, String> query) {
    return about(account, query)
        .flatMap(asked -> found(account, asked))
        .switchIfEmpty(Mono.defer(() -> nobody(account, query)));
  }

  private Mono<Rendering> found(UUID account, MultiValueMap<String, String> query) {
    return activity
        .page(account, query)
        .flatMap(page -> shell.page(account, "activity", model(account, page, query)));
  }

  /** Whom the field names is looked for by id, which finds them under each name they ever had. */
  private Mono<MultiValueMap<String, String>> about(
      UUID account, MultiValueMap<String, String> query) {
    String about = query.getFirst(ABOUT);
    if (about == null || about.isBlank()) {
      return Mono.just(query);
    }
    return id(about)
        .map(Mono::just)
        .orElseGet(() -> directory.named(account, about))
        .map(
            id -> {
              MultiValueMap<String, String> asked = new LinkedMultiValueMap<>(query);
              asked.set(RESOURCE, id.toString());
              return asked;
            });
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text.strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Who is gone, or never came, has no id here; their name is looked for instead. */
  private Mono<Rendering> nobody(UUID account, MultiValueMap<String, String> query) {
    MultiValueMap<String, String> asked = new LinkedMultiValueMap<>(query);
    asked.set("q", String.valueOf(query.getFirst(ABOUT)).strip());
    asked.remove(ABOUT);
    asked.remove(RESOURCE);
    return activity
        .page(account, asked)
        .flatMap(
            page -> {
              Map<String, Object> model = model(account, page, asked);
              model.put("nobody", String.valueOf(query.getFirst(ABOUT)));
              return shell.page(account, "activity", model);
            });
  }

  /** The rows alone, for the page that follows along. */
  @GetMapping("/console/accounts/{account}/activity/rows")
  Mono<Rendering> rows(
      @PathVariable UUID account, @RequestParam MultiValueMap<String, String> query) {
    return activity
        .page(account, query)
        .map(
            page ->
                Rendering.view("console/activity :: rows")
                    .model(model(account, page, query))
                    .build());
  }

  @GetMapping("/console/accounts/{account}/activity.csv")
  Mono<Void> csv(
      @PathVariable UUID account,
      @RequestParam MultiValueMap<String, String> query,
      ServerHttpResponse response) {
    Flux<String> lines =
        Flux.concat(
            Mono.just(ActivityExport.CSV_HEADER),
            activity.all(account, query).map(ActivityExport::csv));
    return download(response, "activity.csv", new MediaType("text", "csv"), lines);
  }

  @GetMapping("/console/accounts/{account}/activity.ndjson")
  Mono<Void> ndjson(
      @PathVariable UUID account,
      @RequestParam MultiValueMap<String, String> query,
      ServerHttpResponse response) {
    Flux<String> lines = activity.all(account, query).map(row -> row.toString() + "\n");
    return download(response, "activity.ndjson", MediaType.APPLICATION_NDJSON, lines);
  }

  private static Mono<Void> download(
      ServerHttpResponse response, String name, MediaType type, Flux<String> lines) {
    response.getHeaders().setContentType(new MediaType(type, StandardCharsets.UTF_8));
    response
        .getHeaders()
        .setContentDisposition(ContentDisposition.attachment().filename(name).build());
    DataBufferFactory buffers = response.bufferFactory();
    return response.writeAndFlushWith(
        lines
            .buffer(200)
            .map(
                some ->
                    Mono.just(
                        buffers.wrap(String.join("", some).getBytes(StandardCharsets.UTF_8)))));
  }

  private static Map<String, Object> model(
      UUID account, ActivityReader.Page page, MultiValueMap<String, String> query) {
    Map<String, Object> model = new HashMap<>();
    model.put("accountId", account);
    model.put("rows", page.rows().stream().map(ActivityView::of).toList());
    if (page.next() != null) {
      model.put("next", page.next());
    }
    UriComponentsBuilder filters = UriComponentsBuilder.newInstance();
    for (String name : FILTERS) {
      String value = query.getFirst(name);
      model.put(name, value == null ? "" : value);
      if (value != null && !value.isBlank()) {
        filters.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
      }
    }
    String asked = filters.build(true).getQuery();
    model.put("filters", asked == null ? "" : asked);
    for (String name : new String[] {"done", "failed", "skipped"}) {
      String count = query.getFirst(name);
      if (count != null && count.matches("[0-9]{1,4}")) {
        model.put(name, count);
      }
    }
    model.put("more", "true".equals(query.getFirst("more")));
    model.put("first", !query.containsKey("cursor"));
    return model;
  }
}
