package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Reads what carries a write: the id in the path, the media type, the bytes of the body. */
public final class BodyReader {

  private static final byte[] NOTHING = {};
  private static final int UUID_LENGTH = 36;

  private final int limit;

  BodyReader(int limit) {
    this.limit = limit;
  }

  /** An id that can never have been ours names nothing. */
  public static ScimId id(ResourceType type, String text) {
    try {
      if (text.length() == UUID_LENGTH) {
        return ScimId.of(text);
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like any other id that names nothing.
    }
    throw new ScimException(ScimError.notFound(type.wire() + " " + text + " not found"));
  }

  Mono<byte[]> read(ServerHttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    requireJson(headers.getFirst(HttpHeaders.CONTENT_TYPE));
    if (headers.getContentLength() > limit) {
      return Mono.error(tooLarge());
    }
    return DataBufferUtils.join(request.getBody(), limit)
        .map(BodyReader::bytes)
        .onErrorMap(
            org.springframework.core.io.buffer.DataBufferLimitException.class, e -> tooLarge())
        .defaultIfEmpty(NOTHING);
  }

  private ScimException tooLarge() {
    return new ScimException(ScimError.of(413, "A body may have " + limit + " bytes at most"));
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  /** Identity providers send either type, with or without a charset, some none at all. */
  private static void requireJson(@Nullable String contentType) {
    if (contentType == null
        || contentType.equals("application/scim+json")
        || contentType.equals("application/json")) {
      return;
    }
    if (!isJson(contentType)) {
      throw new ScimException(
          ScimError.of(
              415,
              "Content-Type "
                  + contentType
                  + " is not understood; send application/scim+json in UTF-8"));
    }
  }

  private static boolean isJson(String contentType) {
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      Charset charset = type.getCharset();
      return type.getType().equals("application")
          && (type.getSubtype().equals("scim+json") || type.getSubtype().equals("json"))
          && (charset == null
              || charset.equals(StandardCharsets.UTF_8)
              || charset.equals(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
