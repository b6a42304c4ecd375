package dev.rosterline.acceptance.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Calls the launcher as {@code ./rosterline} does after its check whether a build is due: a build
 * inside the build that runs these tests would pull their classes from under them.
 */
public final class Launcher {

  private static final int START_MINUTES = 5;

  /** Below the ports that the kernel hands out to clients. */
  private static final int LOWEST_BASE = 20_000;

  private static final int HIGHEST_BASE = 31_000;

  private final Path checkout;
  private final Path data;
  private final Map<String, String> environment;

  private Launcher(Path checkout, Path data, Map<String, String> environment) {
    this.checkout = checkout;
    this.data = data;
    this.environment = Map.copyOf(environment);
  }

  /**
   * On a directory that nobody has used.
   *
   * @param environment variables beside those of this process
   */
  public static Launcher inNewDirectory(Map<String, String> environment) {
    var checkout =
        Path.of(System.getProperty("rosterline.checkout", "..")).toAbsolutePath().normalize();
    var data = Path.of("target", "system", Long.toString(Instant.now().toEpochMilli()));
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Launcher(checkout, data.toAbsolutePath(), environment);
  }

  public Path data() {
    return data;
  }

  /** The system that it has started. */
  public RosterlineSystem system() {
    return new RosterlineSystem(this);
  }

  /** On ports that nobody uses. */
  void up(String... options) {
    List<String> all = new ArrayList<>(List.of("--detach", "--port-base"));
    all.add(Integer.toString(freeBase()));
    all.addAll(List.of(options));
    run("up", all.toArray(String[]::new));
  }

  void down() {
    run("down");
  }

  /** What a verb printed, and the status it ended with. */
  public record Ended(int status, String output) {}

  private void run(String verb, String... options) {
    var ended = attempt(verb, options);
    if (ended.status() != 0) {
      throw new IllegalStateException(
          verb + " " + String.join(" ", options) + " failed:\n" + ended.output());
    }
  }

  /** For verbs that are meant to fail, too. */
  public Ended attempt(String verb, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                jar() + File.pathSeparator + checkout.resolve("local/target/lib/*"),
                "dev.rosterline.local.Main",
                verb,
                "--data",
                data.toString()));
    command.addAll(List.of(options));
    var output = data.resolve(verb + ".out");
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      var process =
          builder
              .directory(checkout.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(START_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " never ended:\n" + Files.readString(output));
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Path jar() {
    try (var jars = Files.newDirectoryStream(checkout.resolve("local/target"), "local-*.jar")) {
      for (var jar : jars) {
        return jar;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no launcher: run ./rosterline build", e);
    }
    throw new IllegalStateException("no launcher in local/target: run ./rosterline build");
  }

  /** A base whose ports nobody listens on. */
  public static int freeBase() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST_BASE, HIGHEST_BASE))
        .limit(100)
        .filter(Launcher::free)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free ports"));
  }

  private static boolean free(int base) {
    return IntStream.of(0, 1, 2, 101, 102, 200, 210, 301, 302, 400, 500, 501, 502, 503, 504, 505)
        .allMatch(distance -> freePort(base + distance));
  }

  private static boolean freePort(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
