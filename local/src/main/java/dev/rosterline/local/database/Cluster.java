package dev.rosterline.local.database;

import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a PostgreSQL server, made by {@code initdb}. */
final class Cluster {

  private final Path programs;
  private final Path directory;
  private final Path log;

  Cluster(Path programs, Path directory, Path log) {
    this.programs = programs;
    this.directory = directory;
    this.log = log;
  }

  /** Does nothing when the files are there. {@code initdb} works beside and is moved in whole. */
  void initialise(String superuserPassword) {
    if (Files.exists(directory.resolve("PG_VERSION"))) {
      return;
    }
    var part = directory.resolveSibling(directory.getFileName() + ".part");
    try {
      DirectoryTree.delete(part);
      initdb(part, superuserPassword);
      Files.move(part, directory);
    } catch (IOException e) {
      throw new LocalException("cannot initialise " + directory + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while initialising PostgreSQL", e);
    }
  }

  /** Unicode case rules come from PostgreSQL itself, so that they are the same on every system. */
  private void initdb(Path target, String password) throws IOException, InterruptedException {
    var passwordFile = Files.createTempFile(target.getParent(), ".initdb", ".part");
    try {
      Files.writeString(passwordFile, password);
      var command = new ArrayList<String>(RootlessUser.prefix());
      command.addAll(
          List.of(
              programs.resolve("initdb").toString(),
              "--pgdata=" + target,
              "--username=postgres",
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-instructions"));
      run(command);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new LocalException(
          "initdb ended with status %d:%n%s%s"
              .formatted(status, Files.readString(log), RootlessUser.advice()));
    }
  }
}
