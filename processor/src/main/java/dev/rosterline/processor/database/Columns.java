package dev.rosterline.processor.database;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Arrays for {@code unnest}, one a column. */
public final class Columns {

  private Columns() {}

  public static <T> UUID[] uuids(List<T> rows, Function<T, @Nullable UUID> column) {
    UUID[] values = new UUID[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return values;
  }

  public static <T> String[] texts(List<T> rows, Function<T, @Nullable String> column) {
    String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return values;
  }

  /** As text; the statement casts them to {@code timestamptz}. */
  public static <T> String[] instants(List<T> rows, Function<T, @Nullable Instant> column) {
    return texts(
        rows,
        row -> {
          Instant instant = column.apply(row);
          return instant == null ? null : instant.toString();
        });
  }

  public static <T> Long[] longs(List<T> rows, ToLongFunction<T> column) {
    Long[] values = new Long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.applyAsLong(rows.get(i));
    }
    return values;
  }

  public static <T> Integer[] ints(List<T> rows, ToIntFunction<T> column) {
    Integer[] values = new Integer[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.applyAsInt(rows.get(i));
    }
    return values;
  }
}
