package dev.rosterline.audit.integrity;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the chains of an account and the rows they seal. */
@Component
class VerificationStore {

  private static final String ROWS =
      """
      select at, command_id, account_id, operation, result, status::int4 as status, scim_type, detail, resource_type,
             resource_id, member_id, subject, changed, due_at, token_id, token_name, client, leniencies, decided_at,
             evidence, part::int4 as part, link, personal, mac
        from activity.activity
       where account_id = $1 and (at, command_id) > ($2, $3) order by at, command_id limit $4
      """;

  private final DatabaseClient database;

  VerificationStore(DatabaseClient database) {
    this.database = database;
  }

  record StoredLink(Chain.Head head, int rows, Instant firstAt) {}

  /**
   * @param link null for a row from before there were chains
   */
  record StoredRow(
      ActivityRow row,
      int part,
      @Nullable Long link,
      byte @Nullable [] personal,
      byte @Nullable [] mac) {}

  List<UUID> accounts() {
    return list(
        database
            .sql("select distinct account_id from activity.chain_head order by account_id")
            .map(row -> uuid(row, "account_id"))
            .all()
            .collectList());
  }

  /** In the order of their chains. */
  List<StoredLink> links(UUID account) {
    return list(
        database
            .sql(
                """
                select part::int4 as part, seq, row_count, first_at, hash from activity.chain_link
                 where account_id = $1 order by part, seq
                """)
            .bind(0, account)
            .map(
                row ->
                    new StoredLink(
                        head(account, row),
                        Objects.requireNonNull(row.get("row_count", Integer.class)),
                        instant(row, "first_at")))
            .all()
            .collectList());
  }

  List<Chain.Head> heads(UUID account) {
    return list(
        database
            .sql(
                "select part::int4 as part, seq, hash from activity.chain_head where account_id = $1 order by part")
            .bind(0, account)
            .map(row -> head(account, row))
            .all()
            .collectList());
  }

  List<StoredRow> rows(UUID account, Instant afterAt, UUID afterCommand, int limit) {
    return list(
        database
            .sql(ROWS)
            .bind(0, account)
            .bind(1, afterAt)
            .bind(2, afterCommand)
            .bind(3, limit)
            .map(VerificationStore::row)
            .all()
            .collectList());
  }

  private static StoredRow row(Readable row) {
    Integer part = row.get("part", Integer.class);
    return new StoredRow(
        activity(row),
        part == null ? -1 : part,
        row.get("link", Long.class),
        bytes(row, "personal"),
        bytes(row, "mac"));
  }

  private static ActivityRow activity(Readable row) {
    return new ActivityRow(
        instant(row, "at"),
        uuid(row, "command_id"),
        uuid(row, "account_id"),
        text(row, "operation"),
        text(row, "result"),
        Objects.requireNonNull(row.get("status", Integer.class)),
        row.get("scim_type", String.class),
        row.get("detail", String.class),
        text(row, "resource_type"),
        row.get("resource_id", UUID.class),
        row.get("member_id", UUID.class),
        row.get("subject", String.class),
        joined(row, "changed"),
        row.get("due_at", Instant.class),
        row.get("token_id", UUID.class),
        text(row, "token_name"),
        text(row, "client"),
        joined(row, "leniencies"),
        instant(row, "decided_at"),
        row.get("evidence", String.class));
  }

  private static Chain.Head head(UUID account, Readable row) {
    return new Chain.Head(
        new Chain.Id(account, Objects.requireNonNull(row.get("part", Integer.class))),
        Objects.requireNonNull(row.get("seq", Long.class)),
        Objects.requireNonNull(bytes(row, "hash")));
  }

  private static String joined(Readable row, String column) {
    return String.join(",", Arrays.asList(Objects.requireNonNull(row.get(column, String[].class))));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }

  private static UUID uuid(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, UUID.class));
  }

  private static Instant instant(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Instant.class));
  }

  private static byte @Nullable [] bytes(Readable row, String column) {
    ByteBuffer buffer = row.get(column, ByteBuffer.class);
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** Never cancelled: the driver would wedge the connection. */
  private static <T> List<T> list(Mono<List<T>> work) {
    return Objects.requireNonNull(Mono.fromFuture(work::toFuture, true).block());
  }
}
