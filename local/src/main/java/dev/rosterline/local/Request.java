package dev.rosterline.local;

import java.nio.file.Path;

/** What the person at the keyboard asked for. */
sealed interface Request {

  record Up(UpOptions options) implements Request {}

  record Down(Path data) implements Request {}

  /**
   * The system, started if need be, and an initial sync; {@code exit} stops afterwards what this
   * request started.
   */
  record Demo(UpOptions options, int users, int groups, boolean exit) implements Request {}
}
