package dev.rosterline.gateway.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param total of all that match the filter, on this page or not
 * @param nextCursor null on the last page, and where the client goes by index
 */
record Page(List<Found> found, long total, @Nullable String nextCursor) {

  Page {
    found = List.copyOf(found);
  }

  static Page whole(List<Found> found) {
    return new Page(found, found.size(), null);
  }

  List<StoredResource> resources() {
    return found.stream().map(Found::resource).toList();
  }
}
