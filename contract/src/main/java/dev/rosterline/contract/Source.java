package dev.rosterline.contract;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asked: the token and the client behind it, as the activity log shows it.
 *
 * @param tokenId null where the system itself asks (a removal that is due)
 * @param tokenName the name the admin gave the token
 * @param client Okta, Entra ID, OneLogin, other, or system
 */
public record Source(@Nullable UUID tokenId, String tokenName, String client) {

  public static final Source SYSTEM = new Source(null, "system", "system");
}
