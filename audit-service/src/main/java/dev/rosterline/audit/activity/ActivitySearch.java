package dev.rosterline.audit.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds pages of the log in bounded time, however many rows there are.
 *
 * <p>By operation, result, source, person, group and time there is an index for each combination. A
 * text is looked for among the newest rows first, where one that is common is found at once, then
 * by the index of three letters, where one that is rare is. What neither can answer in its time
 * ends with a shorter page that says how far it searched, and a cursor that goes on from there.
 */
@Component
class ActivitySearch {

  /** Rows that are read for one page, of all kinds together. */
  private static final int WALK = 4_000;

  private static final int LEAST_OF_A_KIND = 200;
  private static final Duration INDEX_TIME = Duration.ofMillis(80);
  private static final Duration FIRST_SPAN = Duration.ofDays(31);
  private static final int GROWTH = 4;
  private static final UUID LOWEST = new UUID(0, 0);

  private final ActivitySearchStore rows;
  private final TextSearchStore texts;

  ActivitySearch(ActivitySearchStore rows, TextSearchStore texts) {
    this.rows = rows;
    this.texts = texts;
  }

  /**
   * @param next where the next page begins; null after the last
   * @param searchedTo null when everything was searched that the page needed
   */
  record Page(List<ObjectNode> rows, @Nullable Cursor next, @Nullable Instant searchedTo) {}

  Mono<Page> page(ActivityQuery query) {
    if (query.text() == null) {
      return rows.page(query).map(found -> whole(found, query.limit()));
    }
    return texts
        .sources(query)
        .flatMap(sources -> texts.walk(query, depth(sources)))
        .flatMap(
            walk ->
                walk.reached() == null || walk.rows().size() > query.limit()
                    ? Mono.just(whole(walk.rows(), query.limit()))
                    : behind(query, walk.rows(), walk.reached()));
  }

  private static int depth(int sources) {
    int fair = Math.max(LEAST_OF_A_KIND, WALK / Math.max(1, sources));
    // Few different statements, so that their plans are kept.
    return sources == 1 ? WALK : Integer.highestOneBit(fair);
  }

  /** The rest, by the index where the text has one. */
  private Mono<Page> behind(ActivityQuery query, List<ObjectNode> found, Cursor reached) {
    return hasThreeLetters(query.text())
        ? spans(query, found, reached, FIRST_SPAN, System.nanoTime() + INDEX_TIME.toNanos())
        : Mono.just(part(found, reached));
  }

  private Mono<Page> spans(
      ActivityQuery query, List<ObjectNode> found, Cursor reached, Duration span, long deadline) {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (left.toMillis() < 1) {
      return Mono.just(part(found, reached));
    }
    Instant first = query.from() == null ? Instant.EPOCH : query.from();
    // The third span is the rest.
    Instant back = reached.at().minus(span);
    boolean last = !back.isAfter(first) || span.compareTo(FIRST_SPAN.multipliedBy(GROWTH)) > 0;
    Instant from = last ? first : back;
    return texts
        .byIndex(query.behind(reached), from, left)
        .map(more -> joined(found, more))
        .flatMap(
            all ->
                last || all.size() > query.limit()
                    ? Mono.just(whole(all, query.limit()))
                    : spans(
                        query, all, new Cursor(from, LOWEST), span.multipliedBy(GROWTH), deadline))
        .switchIfEmpty(Mono.fromSupplier(() -> part(found, reached)));
  }

  private static List<ObjectNode> joined(List<ObjectNode> found, List<ObjectNode> more) {
    List<ObjectNode> all = new ArrayList<>(found);
    all.addAll(more);
    return all;
  }

  static boolean hasThreeLetters(@Nullable String text) {
    int run = 0;
    for (int c : text == null ? new int[0] : text.codePoints().toArray()) {
      run = Character.isLetterOrDigit(c) ? run + 1 : 0;
      if (run == 3) {
        return true;
      }
    }
    return false;
  }

  private static Page whole(List<ObjectNode> found, int limit) {
    if (found.size() <= limit) {
      return new Page(found, null, null);
    }
    ObjectNode last = found.get(limit - 1);
    Instant at = Instant.parse(last.path("at").asString());
    UUID command = UUID.fromString(last.path("id").asString());
    return new Page(found.subList(0, limit), new Cursor(at, command), null);
  }

  private static Page part(List<ObjectNode> found, Cursor reached) {
    return new Page(found, reached, reached.at());
  }
}
