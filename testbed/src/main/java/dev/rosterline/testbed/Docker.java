package dev.rosterline.testbed;

import org.testcontainers.DockerClientFactory;

/** Whether containers can be had here; asked once. */
final class Docker {

  private static final boolean AVAILABLE = DockerClientFactory.instance().isDockerAvailable();

  private Docker() {}

  static boolean answers() {
    return AVAILABLE;
  }
}
