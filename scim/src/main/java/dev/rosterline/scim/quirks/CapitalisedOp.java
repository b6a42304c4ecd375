package dev.rosterline.scim.quirks;

import java.util.Locale;

/**
 * Capitalised operation names: Entra sends {@code Add}, {@code Replace} and {@code Remove}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups">Entra,
 *     develop a SCIM endpoint</a>
 */
public final class CapitalisedOp {

  private CapitalisedOp() {}

  public static boolean matches(String op) {
    return !op.equals(canonical(op));
  }

  public static String canonical(String op) {
    return op.toLowerCase(Locale.ROOT);
  }
}
