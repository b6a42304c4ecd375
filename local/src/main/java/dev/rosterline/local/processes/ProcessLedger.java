package dev.rosterline.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down which processes run for a data directory, so that a launcher that was killed leaves
 * nothing behind that the next one does not find. A process is ours only if its pid <em>and</em>
 * its start time are the ones written down.
 */
public final class ProcessLedger {

  /** One process as it was written down. */
  record Entry(String name, long pid, long startedAtMillis, Launch.StopSignal stopSignal) {

    static Entry of(Child child) {
      return new Entry(
          child.name(), child.pid(), startedAt(child.handle()), child.launch().stopSignal());
    }

    Optional<ProcessHandle> ifStillOurs() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> startedAt(handle) == startedAtMillis);
    }

    private static long startedAt(ProcessHandle handle) {
      return handle.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final List<Entry> entries = new ArrayList<>();

  public ProcessLedger(Path file) {
    this.file = file;
  }

  synchronized void started(Child child) {
    entries.removeIf(entry -> entry.name().equals(child.name()));
    entries.add(Entry.of(child));
    write();
  }

  synchronized void stopped(String name) {
    entries.removeIf(entry -> entry.name().equals(name));
    write();
  }

  private void write() {
    try {
      Files.write(file, JSON.writeValueAsBytes(entries));
    } catch (IOException e) {
      throw new LocalException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Stops, in reverse order of their start, what an earlier launcher left running; returns their
   * names.
   */
  public List<String> stopSurvivors() {
    var stopped = new ArrayList<String>();
    for (var entry : read().reversed()) {
      entry
          .ifStillOurs()
          .ifPresent(
              handle -> {
                Signals.stop(handle, entry.stopSignal());
                stopped.add(entry.name());
              });
    }
    return stopped;
  }

  private List<Entry> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return JSON.readValue(Files.readAllBytes(file), new TypeReference<List<Entry>>() {});
    } catch (IOException | JacksonException e) {
      return List.of();
    }
  }
}
