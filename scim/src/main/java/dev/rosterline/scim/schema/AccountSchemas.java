package dev.rosterline.scim.schema;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The schema extensions of users that one account has declared beside those every account has.
 *
 * <p>Whoever reads for an account says so once, around the reading; all names are then looked up in
 * its schemas too. Nothing that is read keeps the scope: filters, paths and projections hold the
 * attributes they were resolved to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-3.3">RFC 7643, 3.3</a>
 */
public final class AccountSchemas {

  private static final ScopedValue<List<Schema>> CURRENT = ScopedValue.newInstance();

  private AccountSchemas() {}

  /** Reads with these extensions of users in force. */
  public static <T> T within(List<Schema> extensions, Supplier<T> reading) {
    return extensions.isEmpty()
        ? reading.get()
        : ScopedValue.where(CURRENT, extensions).call(reading::get);
  }

  /** Empty outside of any account's scope. */
  public static List<Schema> current() {
    return CURRENT.isBound() ? CURRENT.get() : List.of();
  }

  static @Nullable Schema find(String urn) {
    for (Schema schema : current()) {
      if (schema.urn().equalsIgnoreCase(urn)) {
        return schema;
      }
    }
    return null;
  }
}
