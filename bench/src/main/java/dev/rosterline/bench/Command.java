package dev.rosterline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs programs and copies what must not be written to where it lies. */
final class Command {

  private Command() {}

  /** What the program printed and how it ended; its complaints go to ours. */
  record Result(int status, String output) {

    Result orFail(List<String> words) {
      if (status != 0) {
        throw new IllegalStateException(words + " ended with " + status + "\n" + output);
      }
      return this;
    }
  }

  static Result run(Path directory, List<String> words) {
    try {
      var process =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words, e);
    }
  }

  /** Copies a folder without what was built in it. */
  static Path copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (var file : (Iterable<Path>) files::iterator) {
        var relative = from.relativize(file);
        if (relative.startsWith("target") || relative.startsWith("build")) {
          continue;
        }
        var copy = to.resolve(relative);
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.createDirectories(copy.resolve("..").normalize());
          Files.write(copy, Files.readAllBytes(file));
          if (Files.isExecutable(file)) {
            Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
          }
        }
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
