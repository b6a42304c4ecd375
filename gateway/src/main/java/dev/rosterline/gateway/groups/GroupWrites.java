package dev.rosterline.gateway.groups;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.gateway.dispatch.BodyReader;
import dev.rosterline.gateway.dispatch.Draft;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.dispatch.Writes;
import dev.rosterline.gateway.reply.Expected;
import dev.rosterline.gateway.reply.Expected.Form;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.json.ValidResource;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * POST, PUT, PATCH and DELETE of groups.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.3">RFC 7644, 3.3, 3.5 and 3.6</a>
 */
@Component
public class GroupWrites {

  private static final ResourceType TYPE = ResourceType.GROUP;

  private final Writes writes;
  private final Ids ids;

  public GroupWrites(Writes writes, Ids ids) {
    this.writes = writes;
    this.ids = ids;
  }

  Mono<ServerResponse> create(ServerRequest request) {
    return writes.handle(request, this::created);
  }

  Mono<ServerResponse> replace(ServerRequest request) {
    ScimId id = BodyReader.id(TYPE, request.pathVariable("id"));
    return writes.handle(request, write -> replaced(id, write));
  }

  Mono<ServerResponse> patch(ServerRequest request) {
    ScimId id = BodyReader.id(TYPE, request.pathVariable("id"));
    return writes.handle(request, write -> patched(id, write));
  }

  Mono<ServerResponse> delete(ServerRequest request) {
    ScimId id = BodyReader.id(TYPE, request.pathVariable("id"));
    return writes.handle(
        request,
        write ->
            new Draft(
                id,
                new Command.DeleteGroup(write.ifMatch()),
                Set.of(),
                expected(Form.EMPTY, write, null)));
  }

  /** The id carries the slot of the name: racing creates of one name meet in one partition. */
  private Draft created(WriteRequest write) {
    ValidResource group = ResourceReader.readForCreate(TYPE, write.body(), write.caller().mode());
    String key = MatchingKey.of(group.document().path("displayName").asString(""));
    return new Draft(
        ids.resource(Slot.ofKey(write.caller().account(), TYPE.wire(), key)),
        new Command.CreateGroup(group.document()),
        group.leniencies(),
        expected(Form.CREATED, write, withTypes(group.document())));
  }

  /**
   * Answered with the members as sent: to look up a large group would cost more than the change.
   */
  private Draft replaced(ScimId id, WriteRequest write) {
    ValidResource group = ResourceReader.readForReplace(TYPE, write.body(), write.caller().mode());
    return new Draft(
        id,
        new Command.ReplaceGroup(group.document(), write.ifMatch()),
        group.leniencies(),
        expected(Form.UPDATED, write, withTypes(group.document())));
  }

  /**
   * 204, whatever the size of the group (Entra calls a body here not advisable), unless the client
   * asks for attributes.
   */
  private Draft patched(ScimId id, WriteRequest write) {
    Patch patch = PatchReader.read(TYPE, write.body(), write.caller().mode());
    return new Draft(
        id,
        new Command.PatchGroup(patch.toJson(), write.ifMatch()),
        patch.leniencies(),
        expected(write.asksForAttributes() ? Form.LOOKED_UP : Form.EMPTY, write, null));
  }

  /** A member without a type is a user, as it is in every later representation. */
  private static String withTypes(ObjectNode group) {
    ObjectNode shown = group.deepCopy();
    for (JsonNode member : shown.path("members")) {
      if (member instanceof ObjectNode object && !object.has("type")) {
        object.put("type", ResourceType.USER.wire());
      }
    }
    return shown.toString();
  }

  private static Expected expected(Form form, WriteRequest write, @Nullable String sent) {
    return new Expected(form, TYPE, write.projection(TYPE), sent);
  }
}
