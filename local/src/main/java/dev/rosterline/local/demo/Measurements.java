package dev.rosterline.local.demo;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each request took and what was answered that should not have been. */
final class Measurements {

  private final Map<Kind, Queue<Duration>> times = new EnumMap<>(Kind.class);
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

  Measurements() {
    for (var kind : Kind.values()) {
      times.put(kind, new ConcurrentLinkedQueue<>());
    }
  }

  void took(Kind kind, Duration time) {
    of(kind).add(time);
  }

  void surprise(String what) {
    surprises.add(what);
  }

  Collection<Duration> of(Kind kind) {
    var found = times.get(kind);
    if (found == null) {
      throw new IllegalStateException("no times of " + kind);
    }
    return found;
  }

  List<String> surprises() {
    return List.copyOf(surprises);
  }
}
