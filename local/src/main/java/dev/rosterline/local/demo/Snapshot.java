package dev.rosterline.local.demo;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the system says about one account at one moment.
 *
 * @param activity rows by operation and result, as in {@code user.create applied}
 */
record Snapshot(long users, long groups, Map<String, Long> activity) {

  static Snapshot take(ScimClient client, AdminApi admin, String account) {
    var activity = new TreeMap<String, Long>();
    for (var row : admin.get("/accounts/" + account + "/activity/summary").path("operations")) {
      var name = row.path("operation").asString() + " " + row.path("result").asString();
      activity.merge(name, row.path("count").asLong(), Long::sum);
    }
    return new Snapshot(total(client, "/Users"), total(client, "/Groups"), activity);
  }

  /** What came since an earlier moment. */
  Snapshot since(Snapshot earlier) {
    var more = new TreeMap<String, Long>();
    activity.forEach(
        (name, count) -> {
          var difference = count - earlier.activity().getOrDefault(name, 0L);
          if (difference != 0) {
            more.put(name, difference);
          }
        });
    return new Snapshot(users - earlier.users(), groups - earlier.groups(), more);
  }

  long refused() {
    return activity.entrySet().stream()
        .filter(row -> row.getKey().endsWith(" refused"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Memberships as SCIM shows them. */
  static long memberships(ScimClient client, Collection<String> groups) {
    return groups.stream()
        .mapToLong(
            id ->
                client
                    .send(Kind.READ_BACK, "GET", "/Groups/" + id, null, 200)
                    .path("members")
                    .size())
        .sum();
  }

  private static long total(ScimClient client, String path) {
    return client
        .send(Kind.READ_BACK, "GET", path + "?count=1", null, 200)
        .path("totalResults")
        .asLong();
  }
}
