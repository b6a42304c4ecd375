package dev.rosterline.gateway.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * What a token may change; reading is allowed to each.
 *
 * @param users whether it may create, change and delete users
 * @param groups the same for groups
 */
public record Scopes(boolean users, boolean groups) {

  public static final Scopes ALL = new Scopes(true, true);

  private static final String READ = "read";
  private static final String USERS = "users:rw";
  private static final String GROUPS = "groups:rw";
  private static final Set<String> KNOWN = Set.of(READ, USERS, GROUPS);

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** A query that does not fit into an address (RFC 7644, 3.4.3). */
  private static final String SEARCH = "/.search";

  /**
   * @throws IllegalArgumentException where there is none, or one that is not known
   */
  public static Scopes of(Collection<String> names) {
    if (names.isEmpty() || !KNOWN.containsAll(names)) {
      throw new IllegalArgumentException("scopes are one or more of read, users:rw, groups:rw");
    }
    return new Scopes(names.contains(USERS), names.contains(GROUPS));
  }

  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(READ));
    if (users) {
      names.add(USERS);
    }
    if (groups) {
      names.add(GROUPS);
    }
    return names;
  }

  /**
   * Why this request is forbidden; null where it is not. What is neither of users nor of groups
   * alone, {@code /Bulk} say, or spelled in another way, needs both.
   *
   * @param path as sent
   */
  @Nullable String missing(HttpMethod method, String path) {
    if (READING.contains(method) || (method == HttpMethod.POST && path.endsWith(SEARCH))) {
      return null;
    }
    boolean ofUsers = isBelow(path, "/scim/v2/Users");
    boolean ofGroups = isBelow(path, "/scim/v2/Groups");
    if (!users && !ofGroups) {
      return "The token does not have the scope " + USERS;
    }
    return !groups && !ofUsers ? "The token does not have the scope " + GROUPS : null;
  }

  private static boolean isBelow(String path, String endpoint) {
    return path.equals(endpoint) || path.startsWith(endpoint + "/");
  }
}
