package dev.rosterline.local.services;

import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * Finds the services' jars beside the launcher's own, unpacked: a JVM reads plain jars much faster
 * than jars inside a jar, and three of them start at once.
 */
final class ServiceJars {

  private ServiceJars() {}

  /**
   * @param version the same for the same content
   */
  record ServiceJar(Path file, String version) {}

  static ServiceJar of(String module) {
    var target = checkout().resolve(module).resolve("target");
    try (var jars = Files.newDirectoryStream(target, module + "-*.jar")) {
      for (var jar : jars) {
        return unpacked(jar);
      }
    } catch (IOException e) {
      throw new LocalException("no jar of " + module + ": run ./rosterline build", e);
    }
    throw new LocalException("no jar of " + module + " in " + target + ": run ./rosterline build");
  }

  private static ServiceJar unpacked(Path jar) throws IOException {
    var directory = jar.resolveSibling("unpacked");
    var unpacked = directory.resolve(jar.getFileName());
    var mark = directory.resolve("unpacked-from");
    var version = version(jar);
    if (!Files.exists(mark) || !Files.readString(mark).equals(version)) {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var words =
          List.of(
              java,
              "-Djarmode=tools",
              "-jar",
              jar.toString(),
              "extract",
              "--force",
              "--destination",
              directory.toString());
      try {
        var process =
            new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
          throw new LocalException("cannot unpack " + jar + ": run ./rosterline build");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LocalException("interrupted while unpacking " + jar, e);
      }
      Files.writeString(mark, version);
    }
    return new ServiceJar(unpacked, version);
  }

  /** By content: reproducible builds give all jars the same time, and often the same size. */
  private static String version(Path jar) throws IOException {
    var checksum = new CRC32C();
    try (var content = new CheckedInputStream(Files.newInputStream(jar), checksum)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    return Long.toHexString(checksum.getValue()) + " " + Files.size(jar);
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
