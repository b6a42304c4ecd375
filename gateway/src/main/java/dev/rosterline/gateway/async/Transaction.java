package dev.rosterline.gateway.async;

import dev.rosterline.contract.CommandId;
import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A request that was accepted, as far as its completion has to repeat it.
 *
 * @param type null for a bulk request
 */
public record Transaction(CommandId command, HttpMethod method, @Nullable ResourceType type) {

  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
  private static final int BULK = 3;

  /** One letter for method and type. */
  char code() {
    int what = type == null ? BULK : type.ordinal();
    return (char) ('a' + METHODS.indexOf(method) * (BULK + 1) + what);
  }

  static @Nullable Transaction of(CommandId command, char code) {
    int number = code - 'a';
    int what = number % (BULK + 1);
    boolean known = number >= 0 && number / (BULK + 1) < METHODS.size();
    ResourceType[] types = ResourceType.values();
    if (!known || (what >= types.length && what != BULK)) {
      return null;
    }
    return new Transaction(
        command, METHODS.get(number / (BULK + 1)), what == BULK ? null : types[what]);
  }
}
