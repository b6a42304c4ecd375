package dev.rosterline.gateway.lookup;

import dev.rosterline.gateway.paging.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resources that follow each other in the order of a query.
 *
 * @param total of all that match behind the position where it began; 0 where nobody asked
 * @param end null where nothing follows
 */
record Slice(List<Found> found, long total, @Nullable Position end) {

  Slice {
    found = List.copyOf(found);
  }

  /**
   * @param rows one more than asked for, if there are so many
   */
  static Slice of(List<Found> rows, int count, long total) {
    if (rows.size() <= count) {
      return new Slice(rows, total, null);
    }
    Found last = rows.get(count - 1);
    return new Slice(
        rows.subList(0, count), total, new Position(last.sortKey(), last.resource().id().value()));
  }
}
