package dev.rosterline.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why an outcome is what it is: for the page of one operation, and for doing it again.
 *
 * @param changes values before and after, of what really changed
 * @param events types of the membership events it caused
 * @param request what was asked where it failed, without secrets; null where it succeeded, or where
 *     it was larger than {@link #LARGEST_REQUEST}
 * @param traceparent W3C trace context, null where there is none
 * @param replayOf the failed command that this one repeats, null for a request of its own
 */
public record Evidence(
    List<Change> changes,
    List<String> events,
    @Nullable ObjectNode request,
    @Nullable String traceparent,
    @Nullable CommandId replayOf) {

  public static final Evidence NONE = new Evidence(List.of(), List.of(), null, null, null);

  /** Characters of a value; a longer one is cut, and says how long it was. */
  public static final int LONGEST_VALUE = 256;

  /** Attributes of an operation; what is beyond is named by {@link Outcome#changed} alone. */
  public static final int MOST_CHANGES = 50;

  /** Bytes of a request that is kept. */
  public static final int LARGEST_REQUEST = 16_384;

  public Evidence {
    changes = List.copyOf(changes);
    events = List.copyOf(events);
  }

  /**
   * One attribute.
   *
   * @param path as PATCH names it (RFC 7644, 3.5.2)
   * @param before a string as it is, anything else as JSON; null where there was none
   * @param after null where there is none any more
   */
  public record Change(String path, @Nullable String before, @Nullable String after) {

    public Change {
      before = cut(before);
      after = cut(after);
    }

    private static @Nullable String cut(@Nullable String value) {
      if (value == null || value.length() <= LONGEST_VALUE + MARGIN) {
        return value;
      }
      int end =
          LONGEST_VALUE - (Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1)) ? 1 : 0);
      return value.substring(0, end) + "... (" + value.length() + " characters)";
    }

    /** What the note about a cut adds: a value that was cut once is not cut again. */
    private static final int MARGIN = 30;
  }

  public boolean isEmpty() {
    return equals(NONE);
  }
}
