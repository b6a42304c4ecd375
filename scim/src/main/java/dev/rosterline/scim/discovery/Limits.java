package dev.rosterline.scim.discovery;

/**
 * What an installation decides about queries and therefore publishes.
 *
 * @param maxResults the most resources one answer holds, whatever {@code count} asks for
 */
public record Limits(boolean sort, int defaultPageSize, int maxResults) {

  public static Limits standard() {
    return new Limits(false, 100, 200);
  }
}
