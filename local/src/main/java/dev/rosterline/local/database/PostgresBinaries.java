package dev.rosterline.local.database;

import dev.rosterline.local.processes.LocalException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL that comes with the class path for this system and processor. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /**
   * Unpacks into the directory unless that was done before; half a directory is never taken for a
   * whole one.
   */
  static Path unpackInto(Path directory) {
    if (Files.isExecutable(directory.resolve("bin/postgres"))) {
      return directory.resolve("bin");
    }
    var part = directory.resolveSibling(directory.getFileName() + ".part");
    try (var archive = archive()) {
      DirectoryTree.delete(part);
      unpack(archive, part);
      Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LocalException("cannot unpack PostgreSQL into " + directory + ": " + e, e);
    }
    return directory.resolve("bin");
  }

  private static TarArchiveInputStream archive() throws IOException {
    return new TarArchiveInputStream(new XZCompressorInputStream(resource()));
  }

  private static InputStream resource() throws IOException {
    var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var system =
        name.startsWith("mac") ? "Darwin" : name.startsWith("windows") ? "Windows" : "Linux";
    var processor = ArchUtils.normalize(System.getProperty("os.arch"));
    return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, processor);
  }

  private static void unpack(TarArchiveInputStream archive, Path target) throws IOException {
    for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
      var path = target.resolve(entry.getName()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException("entry outside of the archive: " + entry.getName());
      }
      unpack(archive, entry, path);
    }
  }

  private static void unpack(TarArchiveInputStream archive, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.toAbsolutePath().getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(archive, path);
      Files.setPosixFilePermissions(path, permissions(entry));
    }
  }

  private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
    var executable = (entry.getMode() & 0100) != 0;
    return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
  }
}
