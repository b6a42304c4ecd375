package dev.rosterline.bench;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One phase against one server, as the driver measured it.
 *
 * @param cpu microseconds of CPU per request by process
 */
record Measurement(
    String target,
    int connections,
    String phase,
    double usersPerSecond,
    Latency post,
    Map<String, Double> cpu,
    boolean ok,
    String line) {

  /** Milliseconds of a POST. */
  record Latency(double p50, double p95, double p99) {

    static Latency of(JsonNode operations) {
      var post = operations.path("post");
      return new Latency(
          post.path("p50").asDouble(0), post.path("p95").asDouble(0), post.path("p99").asDouble(0));
    }
  }

  static Measurement of(Target target, JsonNode json) {
    var requests = Math.max(1, json.path("requests").asLong(1));
    Map<String, Double> cpu = new TreeMap<>();
    json.path("cpu_ms").forEachEntry((name, ms) -> cpu.put(name, ms.asDouble(0) * 1000 / requests));
    return new Measurement(
        target.name(),
        json.path("c").asInt(),
        json.path("phase").asString(),
        json.path("units_s").asDouble(0),
        Latency.of(json.path("ops")),
        cpu,
        json.path("ok").asBoolean(false) && json.path("non2xx").isEmpty(),
        json.toString());
  }
}
