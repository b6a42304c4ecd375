package dev.rosterline.gateway.async;

import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.reply.ReplyMapper;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns an outcome into what a bulk response would say of the operation.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9967#section-2.5.1.3">RFC 9967, 2.5.1.3</a>
 */
@Component
class CompletionMapper {

  private final RepresentationWriter representations;

  CompletionMapper(RepresentationWriter representations) {
    this.representations = representations;
  }

  Completion completion(Transaction transaction, ResourceType type, Outcome outcome) {
    boolean failed = outcome.status() >= 400;
    boolean unmade = failed && transaction.method() == HttpMethod.POST;
    ScimId resource = unmade ? null : outcome.resource();
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("method", transaction.method().name());
    if (!failed && outcome.version() > 0 && transaction.method() != HttpMethod.DELETE) {
      operation.put("version", representations.etag(outcome.version()));
    }
    if (resource != null) {
      operation.put("location", representations.location(type, resource));
    }
    if (failed) {
      var error = ReplyMapper.error(outcome.status(), outcome.scimType(), outcome.detail());
      operation.put("status", Integer.toString(error.status()));
      operation.set("response", ScimJson.object(error.toJson()));
    } else {
      operation.put("status", status(transaction.method(), type));
    }
    String subject = type.endpoint() + (resource == null ? "" : "/" + resource);
    return new Completion(subject, externalId(outcome), operation, outcome.decidedAt());
  }

  /** What the same request would have been answered if it had waited. */
  private static String status(HttpMethod method, ResourceType type) {
    if (method == HttpMethod.POST) {
      return "201";
    }
    boolean bodiless =
        method == HttpMethod.DELETE || (method == HttpMethod.PATCH && type == ResourceType.GROUP);
    return bodiless ? "204" : "200";
  }

  private static @Nullable String externalId(Outcome outcome) {
    ObjectNode request = outcome.evidence().request();
    String id = request == null ? "" : request.path("document").path("externalId").asString("");
    return id.isEmpty() ? null : id;
  }
}
