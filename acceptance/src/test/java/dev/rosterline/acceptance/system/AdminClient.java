package dev.rosterline.acceptance.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The admin API as the console and scripts use it. */
public final class AdminClient {

  private static final int PAGE = 100;

  private final String base;
  private final Map<String, String> headers;

  AdminClient(Connection connection) {
    this.base = connection.adminUrl();
    var pair = connection.adminUser() + ":" + connection.adminPassword();
    var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    this.headers = Map.of("Authorization", "Basic " + basic, "Content-Type", "application/json");
  }

  /** An account without a token, with everything as it is from the start. */
  public String createAccount(String name) {
    var body = Json.MAPPER.createObjectNode().put("name", name).toString();
    return Http.send("POST", base + "/accounts", headers, body).expect(201).id();
  }

  public Answer giveHost(String host, String account) {
    var body = Json.MAPPER.createObjectNode().put("account", account).toString();
    return Http.send("PUT", base + "/hosts/" + host, headers, body);
  }

  public String createAccount(String name, int gracePeriodDays) {
    var body = Json.MAPPER.createObjectNode().put("name", name);
    body.put("gracePeriodDays", gracePeriodDays);
    var id = Http.send("POST", base + "/accounts", headers, body.toString()).expect(201).id();
    openBrake(id);
    return id;
  }

  /** Tests let more people leave within an hour than an account that means it. */
  private void openBrake(String account) {
    var path = base + "/accounts/" + account + "/policy";
    Http.send("PATCH", path, headers, "{\"brakeFloor\":1000000}").expect(200);
  }

  public String createToken(String account, String name) {
    var body = Json.MAPPER.createObjectNode().put("name", name).toString();
    var made = Http.send("POST", base + "/accounts/" + account + "/tokens", headers, body);
    return made.expect(201).json().path("token").asString();
  }

  /** A request below the account; the body is null where there is none. */
  public Answer send(String method, String account, String path, @Nullable String body) {
    return Http.send(method, base + "/accounts/" + account + path, headers, body);
  }

  /** Every row of the account's activity, newest first, page by page. */
  public List<JsonNode> activity(String account) {
    List<JsonNode> rows = new ArrayList<>();
    var cursor = "";
    do {
      var path = "/accounts/" + account + "/activity?limit=" + PAGE + cursor;
      var page = Http.send("GET", base + path, headers, null).expect(200).json();
      page.path("items").forEach(rows::add);
      var next = page.path("nextCursor").asString("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return rows;
  }

  public JsonNode activitySummary(String account) {
    var path = "/accounts/" + account + "/activity/summary";
    return Http.send("GET", base + path, headers, null).expect(200).json();
  }
}
