package dev.rosterline.gateway.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Which identity provider a request comes from, for the activity log. */
final class Client {

  private static final int SHOWN = 200;

  private Client() {}

  /** Entra ID gives itself away by a header of its own; the others by their User-Agent. */
  static String of(HttpHeaders headers) {
    String agent =
        String.valueOf(headers.getFirst(HttpHeaders.USER_AGENT)).toLowerCase(Locale.ROOT);
    if (headers.containsHeader("Adscimversion")
        || agent.contains("azure")
        || agent.contains("entra")) {
      return "Entra ID";
    }
    if (agent.contains("okta")) {
      return "Okta";
    }
    return agent.contains("onelogin") ? "OneLogin" : "other";
  }

  /** Without control characters, and not too long to show. */
  static String shown(@Nullable String userAgent) {
    String clean = userAgent == null ? "" : userAgent.replaceAll("\\p{Cntrl}", "");
    return clean.length() > SHOWN ? clean.substring(0, SHOWN) : clean;
  }
}
