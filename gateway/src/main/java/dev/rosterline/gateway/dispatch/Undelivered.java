package dev.rosterline.gateway.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.ScimId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose answer never reached the client, so that a retry joins the first command instead
 * of meeting its own conflict. A plain duplicate is not among them.
 */
final class Undelivered {

  private static final int MAX_KEPT = 50_000;

  /** One request on its way; {@link #written} turns true when the log has its command for sure. */
  static final class Attempt {

    private final CommandId command;
    private final ScimId resource;
    private volatile boolean written;
    private volatile boolean delivered;
    private volatile boolean remembered;

    Attempt(CommandId command, ScimId resource) {
      this.command = command;
      this.resource = resource;
    }

    CommandId command() {
      return command;
    }

    ScimId resource() {
      return resource;
    }

    boolean isWritten() {
      return written;
    }

    void written() {
      written = true;
    }
  }

  private final Cache<ByteBuffer, Attempt> attempts;

  Undelivered(Duration kept) {
    this.attempts = Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(kept).build();
  }

  /** The attempt that this request repeats. Costs nothing while no answer was lost. */
  @Nullable Attempt find(WriteRequest request) {
    return attempts.estimatedSize() == 0 ? null : attempts.getIfPresent(fingerprint(request));
  }

  /** The client went away, or was told to come back. */
  void lost(WriteRequest request, Attempt attempt) {
    if (!attempt.delivered) {
      attempt.remembered = true;
      attempts.put(fingerprint(request), attempt);
    }
  }

  /** The client has its answer: the same request again would be a new one. */
  void delivered(WriteRequest request, Attempt attempt) {
    attempt.delivered = true;
    if (attempt.remembered) {
      attempts.invalidate(fingerprint(request));
    }
  }

  private static ByteBuffer fingerprint(WriteRequest write) {
    MessageDigest digest = sha256();
    String head =
        String.join(
            "\n",
            write.caller().account().toString(),
            String.valueOf(write.caller().source().tokenId()),
            write.method().name(),
            write.path(),
            String.valueOf(write.ifMatch()),
            "");
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest(write.body()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
