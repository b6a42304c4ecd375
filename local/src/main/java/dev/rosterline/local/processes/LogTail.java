package dev.rosterline.local.processes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log file without reading all of it. */
final class LogTail {

  private static final int WINDOW = 64 * 1024;

  private LogTail() {}

  static List<String> lastLines(Path log, int count) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var length = (int) Math.min(WINDOW, file.length());
      var bytes = new byte[length];
      file.seek(file.length() - length);
      file.readFully(bytes);
      var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of("(no log: " + e.getMessage() + ")");
    }
  }
}
