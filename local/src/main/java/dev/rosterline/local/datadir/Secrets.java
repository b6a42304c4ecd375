package dev.rosterline.local.datadir;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Generated once for a data directory and kept in a file that only its owner can read.
 *
 * @param demo the demo account and its token, once they exist; the service shows a token only when
 *     it makes it
 */
public record Secrets(
    Database database,
    String auditKey,
    @Nullable String signInKey,
    Admin admin,
    @Nullable DemoAccess demo) {

  /**
   * Passwords of the database's roles: the superuser, the schema's owner, and one for each service.
   */
  public record Database(
      String superuser, String owner, String gateway, String processor, String audit) {}

  /** Who may use the admin API and the console. */
  public record Admin(String user, String password) {}

  /** The demo account. */
  public record DemoAccess(String accountId, String token) {}

  static Secrets generate() {
    var database = new Database(word(), word(), word(), word(), word());
    return new Secrets(database, word(), word(), new Admin("admin", word()), null);
  }

  public Secrets withDemo(DemoAccess access) {
    return new Secrets(database, auditKey, signInKey, admin, access);
  }

  /** A directory from before there was the sign-in check has no key for it. */
  Secrets complete() {
    return signInKey == null ? new Secrets(database, auditKey, word(), admin, demo) : this;
  }

  private static String word() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
