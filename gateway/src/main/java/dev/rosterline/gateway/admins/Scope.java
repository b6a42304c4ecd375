package dev.rosterline.gateway.admins;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/**
 * What a request of an admin is about, read from its path as routing reads it. What no rule knows
 * is about all accounts, so that a new route is closed until somebody opens it.
 */
sealed interface Scope {

  /** One account, which the path names. */
  record OneAccount(UUID account) implements Scope {}

  /** Whatever accounts the asker has: a list of them, or what is the same for all. */
  record OwnAccounts() implements Scope {}

  /** The installation. */
  record AllAccounts() implements Scope {}

  static Scope of(HttpMethod method, PathContainer path) {
    List<String> segments =
        path.elements().stream()
            .filter(PathContainer.PathSegment.class::isInstance)
            .map(element -> ((PathContainer.PathSegment) element).valueToMatch())
            .toList();
    if (begins(segments, "console", "accounts") && segments.size() > 2) {
      return ofAccount(segments.get(2));
    }
    if (begins(segments, "admin", "v1", "accounts") && segments.size() > 3) {
      return ofAccount(segments.get(3));
    }
    boolean read = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    boolean own =
        segments.equals(List.of("console"))
            || segments.equals(List.of("admin", "v1", "accounts"))
            || segments.equals(List.of("admin", "v1", "policy-presets"))
            || segments.equals(List.of("admin", "v1", "openapi.yaml"));
    return read && own ? new OwnAccounts() : new AllAccounts();
  }

  static Scope ofAccount(String text) {
    return id(text).<Scope>map(OneAccount::new).orElseGet(AllAccounts::new);
  }

  /** Only in its canonical form: {@code UUID.fromString} takes shorter ones too. */
  static Optional<UUID> id(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text.toLowerCase(Locale.ROOT))
          ? Optional.of(id)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean begins(List<String> segments, String... start) {
    return segments.size() >= start.length
        && segments.subList(0, start.length).equals(List.of(start));
  }
}
