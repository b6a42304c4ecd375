package dev.rosterline.bench;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server under load.
 *
 * @param pids its processes by name, whose CPU is counted
 */
record Target(String name, String base, String token, Map<String, Long> pids) {

  Target {
    pids = Map.copyOf(pids);
  }

  String pidList() {
    return pids.entrySet().stream()
        .map(pid -> pid.getKey() + "=" + pid.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }
}
