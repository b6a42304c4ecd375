package dev.rosterline.gateway.bulk;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.SchemaReader;
import dev.rosterline.scim.schema.SchemaWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps who asked, and how they are to be read, as it was when they asked. */
final class StoredCaller {

  private StoredCaller() {}

  static String write(Caller caller) {
    Source source = caller.source();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("token", String.valueOf(source.tokenId()))
        .put("name", source.tokenName())
        .put("client", source.client())
        .put("mode", caller.mode().name())
        .put("matchOn", caller.matchOn().name());
    var extensions = node.putArray("extensions");
    caller.extensions().forEach(schema -> extensions.add(SchemaWriter.write(schema)));
    return node.toString();
  }

  static Caller read(AccountId account, String json) {
    JsonNode node = ScimJson.MAPPER.readTree(json);
    List<Schema> extensions = new ArrayList<>();
    node.path("extensions")
        .forEach(
            each ->
                extensions.add(SchemaReader.read(each.path("id").asString(), (ObjectNode) each)));
    return new Caller(
        account,
        new Source(
            UUID.fromString(node.path("token").asString()),
            node.path("name").asString(),
            node.path("client").asString()),
        Mode.valueOf(node.path("mode").asString()),
        MatchOn.valueOf(node.path("matchOn").asString()),
        extensions);
  }
}
