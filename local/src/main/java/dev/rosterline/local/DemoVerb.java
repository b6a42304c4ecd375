package dev.rosterline.local;

import dev.rosterline.local.processes.LocalException;

/** {@code demo}: the system and an initial sync. */
final class DemoVerb {

  private DemoVerb() {}

  static int demo(Request.Demo request) {
    throw new LocalException("not there yet " + request);
  }
}
