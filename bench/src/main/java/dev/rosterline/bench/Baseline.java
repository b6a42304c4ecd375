package dev.rosterline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A plain synchronous server, built from a copy of its project, on a database of its own. */
final class Baseline implements AutoCloseable {

  private static final String DATABASE = "baseline";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Where it lies and how it is run. */
  record Project(Path directory, String token, String heap, int port) {

    String base() {
      return "http://127.0.0.1:" + port + "/scim/v2";
    }
  }

  private final Project project;
  private final Process process;

  private Baseline(Project project, Process process) {
    this.project = project;
    this.process = process;
  }

  static Baseline start(Project project, PostgresAccess postgres, Path scratch) throws IOException {
    var copy = Command.copy(project.directory(), scratch.resolve("baseline"));
    var build = List.of("mvn", "-q", "-B", "-ntp", "-DskipTests", "package");
    Command.run(copy, build).orFail(build);
    postgres.recreate(DATABASE, copy.resolve("src/main/resources/schema.sql"));
    var baseline = new Baseline(project, launch(project, postgres, copy, scratch));
    baseline.awaitReady();
    return baseline;
  }

  private static Process launch(
      Project project, PostgresAccess postgres, Path directory, Path scratch) throws IOException {
    var command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx" + project.heap(),
            "-jar",
            jar(directory).toString(),
            "--spring.r2dbc.url=r2dbc:postgresql://" + postgres.address() + "/" + DATABASE,
            "--spring.r2dbc.username=" + PostgresAccess.USER,
            "--server.port=" + project.port());
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("baseline.log").toFile());
    builder.environment().put("SPRING_R2DBC_PASSWORD", postgres.password());
    return builder.start();
  }

  private static Path jar(Path directory) throws IOException {
    try (var jars = Files.newDirectoryStream(directory.resolve("target"), "*.jar")) {
      for (var jar : jars) {
        return jar;
      }
    }
    throw new IOException("the build of " + directory + " made no jar");
  }

  Target target(Map<String, Long> shared) {
    var postgres = shared.getOrDefault("postgres", 0L);
    return new Target(
        "baseline",
        project.base(),
        project.token(),
        Map.of("service", process.pid(), "postgres", postgres));
  }

  private void awaitReady() throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(project.base() + "/Users?count=1"))
            .header("Authorization", "Bearer " + project.token())
            .build();
    var end = System.nanoTime() + START_LIMIT.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      while (!answers(client, request)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("the baseline does not answer, see its baseline.log");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  private static boolean answers(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
