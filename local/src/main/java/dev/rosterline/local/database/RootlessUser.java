package dev.rosterline.local.database;

import dev.rosterline.local.processes.OwnSession;
import java.util.List;

/**
 * PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody and still owns
 * the files.
 */
final class RootlessUser {

  private RootlessUser() {}

  static List<String> prefix() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    return OwnSession.find("unshare")
        .map(unshare -> List.of(unshare.toString(), "-U"))
        .orElse(List.of());
  }

  /** What to do where the system does not let root do that (some containers). */
  static String advice() {
    return prefix().isEmpty()
        ? ""
        : "PostgreSQL does not run as root and this system refuses `unshare -U`: run ./rosterline as another user.";
  }
}
