package dev.rosterline.gateway.writing;

import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.gateway.dispatch.Draft;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.reply.Expected;
import dev.rosterline.gateway.reply.Expected.Form;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.json.ValidResource;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads POST, PUT, PATCH and DELETE of one type of resource.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.3">RFC 7644, 3.3, 3.5 and 3.6</a>
 */
public final class Drafts {

  private final Kind kind;
  private final Ids ids;

  public Drafts(Kind kind, Ids ids) {
    this.kind = kind;
    this.ids = ids;
  }

  public Kind kind() {
    return kind;
  }

  /** The id carries the slot of the key: racing creates of one resource meet in one partition. */
  public Draft create(WriteRequest write) {
    ValidResource read =
        ResourceReader.readForCreate(kind.type(), write.body(), write.caller().mode());
    String key = kind.matchingKey(write.caller().matchOn(), read.document());
    int slot = Slot.ofKey(write.caller().account(), kind.type().wire(), key);
    return new Draft(
        ids.resource(slot),
        kind.create(read.document()),
        read.leniencies(),
        expected(Form.CREATED, write, kind.afterCreate(read.document())));
  }

  public Draft replace(ScimId id, WriteRequest write) {
    ValidResource read =
        ResourceReader.readForReplace(kind.type(), write.body(), write.caller().mode());
    return new Draft(
        id,
        kind.replace(read.document(), write.ifMatch()),
        read.leniencies(),
        expected(Form.UPDATED, write, kind.afterReplace(read.document())));
  }

  public Draft patch(ScimId id, WriteRequest write) {
    Patch patch = PatchReader.read(kind.type(), write.body(), write.caller().mode());
    return new Draft(
        id,
        kind.patch(patch.toJson(), write.ifMatch()),
        patch.leniencies(),
        expected(kind.afterPatch(write.asksForAttributes()), write, null));
  }

  public Draft delete(ScimId id, WriteRequest write) {
    return new Draft(
        id, kind.delete(write.ifMatch()), Set.of(), expected(Form.DELETED, write, null));
  }

  private Expected expected(Form form, WriteRequest write, @Nullable String sent) {
    return new Expected(form, kind.type(), write.projection(kind.type()), sent);
  }
}
