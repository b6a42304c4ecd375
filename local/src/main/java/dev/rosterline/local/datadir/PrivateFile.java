package dev.rosterline.local.datadir;

import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file that only its owner can read, whole or not at all. */
final class PrivateFile {

  private PrivateFile() {}

  static void write(Path file, byte[] content) {
    var directory = file.toAbsolutePath().getParent();
    try {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var part = Files.createTempFile(directory, "." + file.getFileName(), ".part", ownerOnly);
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LocalException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
