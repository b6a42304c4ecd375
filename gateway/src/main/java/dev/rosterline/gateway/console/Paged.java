package dev.rosterline.gateway.console;

import java.util.List;

/** Rows of one page, read with one more that only tells whether there are others. */
record Paged<T>(List<T> rows, boolean more) {

  static <T> Paged<T> of(List<T> read, int size) {
    return new Paged<>(read.subList(0, Math.min(size, read.size())), read.size() > size);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public T last() {
    return rows.getLast();
  }
}
