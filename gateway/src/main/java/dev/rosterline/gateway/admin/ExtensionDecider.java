package dev.rosterline.gateway.admin;

import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.Schemas;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which schemas an account may declare, and how they may change while users have values. */
final class ExtensionDecider {

  static final int MOST = 20;

  private ExtensionDecider() {}

  /** Null where the account may declare the schema; otherwise why not. */
  static @Nullable String objection(List<Schema> declared, Schema wanted) {
    for (Schema published : Schemas.ALL) {
      if (overlap(published.urn(), wanted.urn())) {
        return wanted.urn() + " is, or begins like, a schema of the server";
      }
    }
    for (Schema other : declared) {
      if (!other.urn().equals(wanted.urn()) && overlap(other.urn(), wanted.urn())) {
        return wanted.urn() + " cannot be told from " + other.urn() + ", which is declared already";
      }
    }
    boolean isNew = declared.stream().noneMatch(other -> other.urn().equals(wanted.urn()));
    return isNew && declared.size() >= MOST
        ? "An account may declare " + MOST + " extensions"
        : null;
  }

  /** One is the other, or where the other's attributes would be named. */
  private static boolean overlap(String one, String other) {
    String first = one.toLowerCase(Locale.ROOT) + ":";
    String second = other.toLowerCase(Locale.ROOT) + ":";
    return first.startsWith(second) || second.startsWith(first);
  }

  /** Whether every value that the earlier schema allowed is one that the later allows. */
  static boolean keepsValues(Schema earlier, Schema later) {
    return later.attributes().stream()
            .filter(Attribute::required)
            .allMatch(attribute -> isRequired(earlier, attribute.name()))
        && keeps(earlier.attributes(), later.attributes());
  }

  private static boolean isRequired(Schema schema, String name) {
    Attribute attribute = schema.attribute(name);
    return attribute != null && attribute.required();
  }

  private static boolean keeps(List<Attribute> earlier, List<Attribute> later) {
    return earlier.stream().allMatch(one -> later.stream().anyMatch(other -> keeps(one, other)));
  }

  private static boolean keeps(Attribute earlier, Attribute later) {
    return earlier.name().equals(later.name())
        && earlier.type() == later.type()
        && earlier.multiValued() == later.multiValued()
        && (!later.closed()
            || (earlier.closed() && later.canonicalValues().containsAll(earlier.canonicalValues())))
        && keeps(earlier.subAttributes(), later.subAttributes());
  }
}
