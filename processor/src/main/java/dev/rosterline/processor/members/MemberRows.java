package dev.rosterline.processor.members;

import static dev.rosterline.processor.database.Columns.instants;
import static dev.rosterline.processor.database.Columns.longs;
import static dev.rosterline.processor.database.Columns.texts;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.database.StoredJson;
import dev.rosterline.processor.roles.GrantsJson;
import dev.rosterline.scim.schema.MatchingKey;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members as rows and columns. */
final class MemberRows {

  /** Between the addresses of one person on their way into an array of arrays. */
  private static final String SEPARATOR = "\u001f";

  private MemberRows() {}

  static Object[] columns(List<Member> members) {
    return new Object[] {
      uuids(members, member -> member.account().value()),
      uuids(members, member -> member.id().value()),
      uuids(members, MemberRows::scimId),
      texts(members, member -> member.profile().userName()),
      texts(members, member -> member.profile().userNameKey()),
      texts(members, member -> member.profile().externalId()),
      texts(members, member -> member.profile().displayName()),
      texts(members, MemberRows::displayKey),
      texts(members, member -> String.join(SEPARATOR, member.profile().emailKeys())),
      texts(members, member -> member.profile().workEmailKey()),
      texts(members, member -> Boolean.toString(member.profile().active())),
      texts(members, member -> member.profile().document().toString()),
      longs(members, Member::version),
      longs(members, Member::events),
      instants(members, Member::created),
      instants(members, Member::modified),
      instants(members, Member::removalDueAt),
      longs(members, Member::generation),
      instants(members, Member::removedAt),
      texts(members, MemberRows::held),
      instants(members, MemberRows::heldAt),
      uuids(members, MemberRows::ahead),
      texts(members, member -> GrantsJson.write(member.grants())),
    };
  }

  static Member read(Row row) {
    UUID scimId = row.get("scim_id", UUID.class);
    return new Member(
        new AccountId(required(row, "account_id", UUID.class)),
        new MemberId(required(row, "member_id", UUID.class)),
        scimId == null ? null : new ScimId(scimId),
        Profile.of(StoredJson.object(required(row, "document", String.class))),
        required(row, "version", Long.class),
        required(row, "event_version", Long.class),
        required(row, "created_at", Instant.class),
        required(row, "modified_at", Instant.class),
        row.get("removal_due_at", Instant.class),
        required(row, "removal_generation", Long.class),
        row.get("removed_at", Instant.class),
        held(row),
        ahead(row),
        GrantsJson.read(row.get("grants", String.class)));
  }

  private static <T> T required(Row row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }

  private static @Nullable Held held(Row row) {
    String kind = row.get("held", String.class);
    return kind == null
        ? null
        : new Held(
            Held.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
            required(row, "held_at", Instant.class));
  }

  private static @Nullable String held(Member member) {
    Held held = member.held();
    return held == null ? null : held.kind().name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Instant heldAt(Member member) {
    Held held = member.held();
    return held == null ? null : held.since();
  }

  private static @Nullable CommandId ahead(Row row) {
    UUID command = row.get("blocked_ahead", UUID.class);
    return command == null ? null : new CommandId(command);
  }

  private static @Nullable UUID ahead(Member member) {
    CommandId command = member.ahead();
    return command == null ? null : command.value();
  }

  private static @Nullable UUID scimId(Member member) {
    ScimId id = member.scimId();
    return id == null ? null : id.value();
  }

  private static @Nullable String displayKey(Member member) {
    String name = member.profile().displayName();
    return name == null ? null : MatchingKey.of(name);
  }
}
