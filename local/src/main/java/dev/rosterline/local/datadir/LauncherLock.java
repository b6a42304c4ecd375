package dev.rosterline.local.datadir;

import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one launcher of a data directory; the operating system lets go of it even after a
 * kill -9.
 */
public final class LauncherLock {

  private final FileLock lock;

  private LauncherLock(FileLock lock) {
    this.lock = lock;
  }

  /** Takes the lock and writes the launcher's pid into it; empty when another launcher holds it. */
  public static Optional<LauncherLock> take(DataDirectory data) {
    try {
      var channel =
          FileChannel.open(
              data.lock(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return Optional.of(new LauncherLock(lock));
    } catch (IOException e) {
      throw new LocalException("cannot lock " + data.root() + ": " + e.getMessage(), e);
    }
  }

  /** The launcher that holds the lock, for a message or a signal. */
  public static Optional<ProcessHandle> holder(DataDirectory data) {
    try {
      var pid = Files.readString(data.lock()).strip();
      return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  public void release() {
    try {
      lock.channel().close();
    } catch (IOException e) {
      throw new LocalException("cannot unlock: " + e.getMessage(), e);
    }
  }
}
