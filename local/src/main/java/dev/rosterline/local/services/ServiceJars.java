package dev.rosterline.local.services;

import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Finds the services' jars beside the launcher's own. */
final class ServiceJars {

  private ServiceJars() {}

  static Path of(String module) {
    var target = checkout().resolve(module).resolve("target");
    try (var jars = Files.newDirectoryStream(target, module + "-*.jar")) {
      for (var jar : jars) {
        return jar;
      }
    } catch (IOException e) {
      throw new LocalException("no jar of " + module + ": run ./rosterline build", e);
    }
    throw new LocalException("no jar of " + module + " in " + target + ": run ./rosterline build");
  }

  /** The launcher runs from {@code local/target}, as a jar or as classes. */
  private static Path checkout() {
    try {
      var source = Objects.requireNonNull(ServiceJars.class.getProtectionDomain().getCodeSource());
      var own = Objects.requireNonNull(source.getLocation()).toURI();
      return Path.of(own).resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new LocalException("cannot tell where the launcher lies: " + e.getMessage(), e);
    }
  }
}
