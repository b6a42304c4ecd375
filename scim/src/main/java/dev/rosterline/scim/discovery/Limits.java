package dev.rosterline.scim.discovery;

import java.time.Duration;

/**
 * What an installation decides about queries and therefore publishes.
 *
 * @param defaultPageSize how many resources an answer holds when {@code count} does not say
 * @param maxResults the most resources one answer holds, whatever {@code count} asks for
 * @param cursorTimeout how long a cursor may be used after it was handed out
 */
public record Limits(boolean sort, int defaultPageSize, int maxResults, Duration cursorTimeout) {

  public static Limits standard() {
    return new Limits(true, 100, 200, Duration.ofHours(1));
  }
}
