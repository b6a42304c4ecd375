package dev.rosterline.local.demo;

import java.util.Map;

/** Membership events by type. */
record EventCounts(Map<String, Long> byType) {

  long of(String type) {
    return byType.getOrDefault(type, 0L);
  }

  /** With a grace period a deletion schedules the removal, without one it removes. */
  long goodbyes() {
    return of("removed") + of("removal-scheduled");
  }
}
