package dev.rosterline.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The console without a browser: pages and forms in the session of somebody who signed in. */
public final class ConsoleClient {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final String base;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  public ConsoleClient(RosterlineSystem.Admin admin) {
    this.base = admin.url().replaceAll("/console$", "");
    var answer =
        submit(
            "/console/sign-in",
            "/console/sign-in",
            Map.of("username", admin.user(), "password", admin.password()));
    assertThat(answer.expect(302).header("Location")).doesNotContain("sign-in");
  }

  /** What a page shows. */
  public String page(String path) {
    return get(path).expect(200).text();
  }

  /** Sends a form of a page, with the token that the page carries. */
  public Answer submit(String page, String path, Map<String, String> fields) {
    var token = CSRF.matcher(get(page).expect(200).text());
    assertThat(token.find()).as("a form on %s", page).isTrue();
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_csrf", token.group(1));
    var form =
        all.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return seen(Http.send("POST", base + path, headers(), form));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Answer get(String path) {
    return seen(Http.send("GET", base + path, headers(), null));
  }

  private Answer seen(Answer answer) {
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      var pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return answer;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Origin", base);
    if (!cookies.isEmpty()) {
      headers.put(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return headers;
  }
}
