package dev.rosterline.gateway.admin;

import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Topics;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lists of people an admin has to look after, by page: who leaves, and who never came. */
@Component
public class MemberListStore {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final DatabaseClient database;

  MemberListStore(DatabaseClient database) {
    this.database = database;
  }

  Mono<List<ObjectNode>> removals(UUID account, Instant afterDue, UUID afterMember, int most) {
    return shielded(
        database
            .sql("select * from directory.removals_of($1, $2, $3, $4)")
            .bind(0, account)
            .bind(1, afterDue)
            .bind(2, afterMember)
            .bind(3, most)
            .map(MemberListStore::removal)
            .all()
            .collectList());
  }

  Mono<List<ObjectNode>> holds(UUID account, Instant afterAt, UUID afterMember, int most) {
    return shielded(
        database
            .sql("select * from directory.holds_of($1, $2, $3, $4)")
            .bind(0, account)
            .bind(1, afterAt)
            .bind(2, afterMember)
            .bind(3, most)
            .map(MemberListStore::hold)
            .all()
            .collectList());
  }

  public Mono<List<ObjectNode>> awaited(UUID account, UUID afterGroup, UUID afterValue, int most) {
    return shielded(
        database
            .sql("select * from directory.awaited_of($1, $2, $3, $4)")
            .bind(0, account)
            .bind(1, afterGroup)
            .bind(2, afterValue)
            .bind(3, most)
            .map(MemberListStore::awaited)
            .all()
            .collectList());
  }

  private static ObjectNode member(Readable row) {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("member", text(row, "member_id", UUID.class))
            .put("userName", row.get("user_name", String.class));
    @Nullable String displayName = row.get("display_name", String.class);
    if (displayName != null) {
      node.put("displayName", displayName);
    }
    return node;
  }

  private static ObjectNode hold(Readable row) {
    return member(row)
        .put("held", row.get("held", String.class))
        .put("heldAt", text(row, "held_at", Instant.class));
  }

  private static ObjectNode removal(Readable row) {
    return member(row)
        .put("active", Boolean.TRUE.equals(row.get("active", Boolean.class)))
        .put("requestedAt", text(row, "requested_at", Instant.class))
        .put("dueAt", text(row, "due_at", Instant.class));
  }

  /** Until no create of them can wait in the log any more; the processor takes them out then. */
  private static ObjectNode awaited(Readable row) {
    UUID value = Objects.requireNonNull(row.get("value", UUID.class));
    Instant since = Ids.instantOf(value);
    return MAPPER
        .createObjectNode()
        .put("group", text(row, "group_id", UUID.class))
        .put("groupName", row.get("group_name", String.class))
        .put("value", value.toString())
        .put("since", since.toString())
        .put("expiresAt", since.plus(Topics.kept(Topics.COMMANDS)).toString());
  }

  private static String text(Readable row, String column, Class<?> type) {
    return Objects.requireNonNull(row.get(column, type)).toString();
  }

  /** A cancelled query can wedge its connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }
}
