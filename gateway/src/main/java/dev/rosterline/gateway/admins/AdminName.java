package dev.rosterline.gateway.admins;

import org.springframework.security.core.Authentication;

/** How an admin is named in the log. */
public final class AdminName {

  private AdminName() {}

  /** A name comes from a provider: it must not begin a line of its own. */
  public static String of(Authentication admin) {
    return admin.getName().replaceAll("\\p{Cntrl}", "?");
  }
}
