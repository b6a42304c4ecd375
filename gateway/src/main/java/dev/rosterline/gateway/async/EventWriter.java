package dev.rosterline.gateway.async;

import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.keys.Keys;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.scim.discovery.Discovery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes completions as security event tokens. All in one comes from what is stored, so that a
 * completion read twice is the same token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9967#section-2.5.1.3">RFC 9967, 2.1, 2.2 and
 *     2.5.1.3</a>
 */
@Component
class EventWriter {

  private final Keys keys;
  private final String issuer;

  EventWriter(Keys keys, RepresentationWriter representations) {
    this.keys = keys;
    String origin = representations.baseUrl().replaceAll("/scim/v2$", "");
    this.issuer = origin.isEmpty() ? "rosterline" : origin;
  }

  ObjectNode claims(Caller caller, String txn, Completion completion) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("iss", issuer);
    claims.putArray("aud").add(issuer + "/clients/" + caller.source().tokenId());
    claims.put("iat", completion.decidedAt().getEpochSecond());
    claims.put("toe", completion.decidedAt().getEpochSecond());
    claims.put("jti", UUID.nameUUIDFromBytes(txn.getBytes(StandardCharsets.UTF_8)).toString());
    claims.put("txn", txn);
    ObjectNode subject = claims.putObject("sub_id");
    subject.put("format", "scim").put("uri", completion.subject());
    if (completion.externalId() != null) {
      subject.put("externalId", completion.externalId());
    }
    claims.putObject("events").set(Discovery.ASYNC_RESPONSE, completion.operation());
    return claims;
  }

  Mono<String> token(ObjectNode claims) {
    return signer().map(signer -> signer.sign(claims));
  }

  /** By the claim that tells one from another. */
  Mono<ObjectNode> tokens(List<ObjectNode> claims) {
    return signer()
        .map(
            signer -> {
              ObjectNode answer = JsonNodeFactory.instance.objectNode();
              ObjectNode sets = answer.putObject("sets");
              claims.forEach(one -> sets.put(one.path("jti").asString(), signer.sign(one)));
              return answer;
            });
  }

  Mono<ObjectNode> keySet() {
    return signer().map(EventSigner::keySet);
  }

  private Mono<EventSigner> signer() {
    return keys.key("completion").map(EventSigner::new);
  }
}
