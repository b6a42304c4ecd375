package dev.rosterline.gateway.reply;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.lookup.Representation;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.lookup.ResourceLookup;
import dev.rosterline.gateway.lookup.StoredResource;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Turns what the processor decided into what the client is told; no other place does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.12">RFC 7644, 3.12</a>
 */
@Component
public class ReplyMapper {

  private final RepresentationWriter representations;
  private final ResourceLookup resources;

  public ReplyMapper(RepresentationWriter representations, ResourceLookup resources) {
    this.representations = representations;
    this.resources = resources;
  }

  /** The usual way: the reply, and what the client sent, are enough for the answer. */
  public Mono<ScimResponse> answer(Expected expected, AccountId account, ScimId id, Reply reply) {
    if (reply.status() >= 400) {
      return Mono.just(refusal(reply.status(), reply.scimType(), reply.detail()));
    }
    return switch (expected.form()) {
      case DELETED -> Mono.just(ScimResponse.noContent());
      case EMPTY -> Mono.just(changed(reply.version()));
      case LOOKED_UP -> lookedUp(expected, account, id);
      case CREATED, UPDATED -> {
        String document = reply.document() != null ? reply.document() : expected.sent();
        yield document == null
            ? lookedUp(expected, account, id)
            : Mono.just(success(expected, stored(id, reply, document)));
      }
    };
  }

  /** The reply was lost: the outcome says whether it was done, the directory what there is now. */
  public Mono<ScimResponse> answer(
      Expected expected, AccountId account, ScimId id, Outcome outcome) {
    if (outcome.status() >= 400) {
      return Mono.just(refusal(outcome.status(), outcome.scimType(), outcome.detail()));
    }
    return switch (expected.form()) {
      case DELETED -> Mono.just(ScimResponse.noContent());
      case EMPTY -> Mono.just(changed(outcome.version()));
      case CREATED, UPDATED, LOOKED_UP -> lookedUp(expected, account, id);
    };
  }

  /** 204 tells the version, so that the client need not ask for it (RFC 7644, 3.5.2). */
  private ScimResponse changed(long version) {
    ScimResponse response = ScimResponse.noContent();
    return version > 0 ? response.with(HttpHeaders.ETAG, representations.etag(version)) : response;
  }

  private Mono<ScimResponse> lookedUp(Expected expected, AccountId account, ScimId id) {
    Mono<ScimResponse> found =
        switch (expected.type()) {
          case USER -> resources.user(account, id).map(stored -> success(expected, stored));
          case GROUP ->
              resources
                  .group(account, id, expected.projection())
                  .map(group -> success(expected, group));
        };
    return found.switchIfEmpty(Mono.fromSupplier(() -> gone(expected.type(), id)));
  }

  private ScimResponse success(Expected expected, Representation found) {
    HttpStatus status = status(expected);
    String whole = found.whole();
    ScimResponse response =
        whole == null
            ? ScimResponse.streamed(status, found.parts())
            : ScimResponse.of(status, whole.getBytes(StandardCharsets.UTF_8));
    return described(expected, found.resource(), response);
  }

  private ScimResponse success(Expected expected, StoredResource stored) {
    byte[] body = representations.write(expected.type(), stored, expected.projection());
    return described(expected, stored, ScimResponse.of(status(expected), body));
  }

  private static HttpStatus status(Expected expected) {
    return expected.form() == Expected.Form.CREATED ? HttpStatus.CREATED : HttpStatus.OK;
  }

  /**
   * As in the examples of RFC 7644 (3.3, 3.5), and as {@code meta.location} must be (RFC 7643,
   * 3.1).
   */
  private ScimResponse described(Expected expected, StoredResource stored, ScimResponse answer) {
    String location = representations.location(expected.type(), stored.id());
    return answer
        .with(HttpHeaders.ETAG, representations.etag(stored.version()))
        .with(HttpHeaders.LOCATION, location)
        .with(HttpHeaders.CONTENT_LOCATION, location);
  }

  private static StoredResource stored(ScimId id, Reply reply, String document) {
    Instant modified =
        reply.modified() != null ? reply.modified() : Ids.instantOf(reply.command().value());
    Instant created = reply.created() != null ? reply.created() : modified;
    return new StoredResource(id, reply.version(), created, modified, document);
  }

  private static ScimResponse refusal(
      int status, @Nullable String scimType, @Nullable String detail) {
    ScimError error = error(status, scimType, detail);
    return ScimResponse.of(HttpStatus.valueOf(error.status()), error.toJson());
  }

  /** The SCIM error of an outcome that is a refusal. */
  public static ScimError error(int status, @Nullable String scimType, @Nullable String detail) {
    HttpStatus known = HttpStatus.resolve(status);
    HttpStatus answered = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    String sentence = detail == null ? answered.getReasonPhrase() : detail;
    return new ScimError(answered.value(), typeOf(scimType), sentence);
  }

  /** A keyword that a newer processor may know and this gateway does not is left out. */
  private static @Nullable ScimType typeOf(@Nullable String wire) {
    for (ScimType type : ScimType.values()) {
      if (type.wire().equals(wire)) {
        return type;
      }
    }
    return null;
  }

  private static ScimResponse gone(ResourceType type, ScimId id) {
    return refusal(404, null, type.wire() + " " + id + " is not there any more");
  }
}
