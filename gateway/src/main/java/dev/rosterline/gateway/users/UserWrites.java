package dev.rosterline.gateway.users;

import dev.rosterline.contract.AccountPolicy.MatchOn;
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

/**
 * POST, PUT, PATCH and DELETE of users.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.3">RFC 7644, 3.3, 3.5 and 3.6</a>
 */
@Component
public class UserWrites {

  private static final ResourceType TYPE = ResourceType.USER;

  private final Writes writes;
  private final Ids ids;

  public UserWrites(Writes writes, Ids ids) {
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
                new Command.DeleteUser(write.ifMatch()),
                Set.of(),
                expected(Form.EMPTY, write, null)));
  }

  /** The id carries the slot of the key: racing creates of one person meet in one partition. */
  private Draft created(WriteRequest write) {
    ValidResource user = ResourceReader.readForCreate(TYPE, write.body(), write.caller().mode());
    String key = matchingKey(write.caller().matchOn(), user.document());
    return new Draft(
        ids.resource(Slot.ofKey(write.caller().account(), TYPE.wire(), key)),
        new Command.CreateUser(user.document()),
        user.leniencies(),
        expected(Form.CREATED, write, user.document().toString()));
  }

  /** Without a primary email the processor refuses, so that the slot is then of no matter. */
  private static String matchingKey(MatchOn matchOn, JsonNode document) {
    String userName = document.path("userName").asString("");
    if (matchOn == MatchOn.USER_NAME) {
      return MatchingKey.of(userName);
    }
    String email = null;
    for (JsonNode entry : document.path("emails")) {
      String value = entry.path("value").asString("");
      boolean primary = entry.path("primary").asBoolean(false);
      if (!value.isEmpty() && (email == null || primary)) {
        email = value;
      }
    }
    return MatchingKey.of(email == null ? userName : email);
  }

  /** What was sent is not the whole answer: {@code active} may be kept; the processor tells. */
  private Draft replaced(ScimId id, WriteRequest write) {
    ValidResource user = ResourceReader.readForReplace(TYPE, write.body(), write.caller().mode());
    return new Draft(
        id,
        new Command.ReplaceUser(user.document(), write.ifMatch()),
        user.leniencies(),
        expected(Form.UPDATED, write, null));
  }

  private Draft patched(ScimId id, WriteRequest write) {
    Patch patch = PatchReader.read(TYPE, write.body(), write.caller().mode());
    return new Draft(
        id,
        new Command.PatchUser(patch.toJson(), write.ifMatch()),
        patch.leniencies(),
        expected(Form.UPDATED, write, null));
  }

  private static Expected expected(Form form, WriteRequest write, @Nullable String sent) {
    return new Expected(form, TYPE, write.projection(TYPE), sent);
  }
}
