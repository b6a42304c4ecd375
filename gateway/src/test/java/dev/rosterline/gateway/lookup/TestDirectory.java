package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.TestDatabase;
import dev.rosterline.gateway.keys.SharedKeys;
import dev.rosterline.gateway.paging.Cursors;
import dev.rosterline.gateway.paging.PagingProperties;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the directory, written as the processor writes them, and read as the gateway does. */
final class TestDirectory implements AutoCloseable {

  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final JsonMapper JSON = JsonMapper.shared();

  final TestDatabase database;
  final DirectoryStore store;
  final Pages pages;
  private final Map<UUID, String> names = new HashMap<>();

  TestDirectory() throws Exception {
    database = new TestDatabase();
    AccountScope scope = new AccountScope(database.gateway());
    store = new DirectoryStore(scope, new RepresentationWriter("http://localhost:8080"));
    pages = pages(store, scope, database.gateway());
  }

  static Pages pages(DirectoryStore store, AccountScope scope, ConnectionFactory connections) {
    PagingProperties properties = new PagingProperties(Duration.ofHours(1), 0);
    SharedKeys keys = new SharedKeys(DatabaseClient.create(connections));
    return new Pages(
        store, new WalkStore(scope), new Cursors(keys, properties, Clock.systemUTC()), properties);
  }

  UUID user(AccountId account, String json) throws SQLException {
    return user(account, UUID.randomUUID(), UUID.randomUUID(), json);
  }

  /** A SCIM id of null makes somebody who is not provisioned. */
  UUID user(AccountId account, UUID member, @Nullable UUID scimId, String json)
      throws SQLException {
    JsonNode document = JSON.readTree(json.replace('\'', '"'));
    String userName = document.path("userName").asString();
    List<String> emails = new ArrayList<>();
    String work = null;
    for (JsonNode email : document.path("emails")) {
      String key = MatchingKey.of(email.path("value").asString());
      emails.add(key);
      work = work == null && email.path("type").asString("").equals("work") ? key : work;
    }
    try (Connection connection = database.as("rosterline_processor");
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, external_id,
                  display_name, display_key, email_keys, work_email_key, active, document, created_at, modified_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, '2026-01-01T00:00:00Z', ?::timestamptz)
                """)) {
      String display = text(document, "displayName");
      Array keys = connection.createArrayOf("text", emails.toArray());
      Object[] values = {
        account.value(),
        member,
        scimId,
        userName,
        MatchingKey.of(userName),
        text(document, "externalId"),
        display,
        display == null ? null : MatchingKey.of(display),
        keys,
        work,
        document.path("active").asBoolean(true),
        document.toString(),
        document.path("title").asString("").equals("later")
            ? "2026-06-01T00:00:00.123456Z"
            : "2026-02-01T00:00:00Z"
      };
      run(insert, values);
    }
    if (scimId != null) {
      names.put(scimId, userName);
    }
    return scimId == null ? member : scimId;
  }

  UUID group(AccountId account, String name, UUID... members) throws SQLException {
    UUID id = UUID.randomUUID();
    try (Connection connection = database.as("rosterline_processor")) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into directory.scim_group (account_id, group_id, display_name, display_key, document, created_at, modified_at)
              values (?, ?, ?, ?, ?::jsonb, now(), now())
              """)) {
        String document = JSON.createObjectNode().put("displayName", name).toString();
        run(insert, account.value(), id, name, MatchingKey.of(name), document);
      }
      try (PreparedStatement insert =
          connection.prepareStatement("insert into directory.group_member values (?, ?, ?)")) {
        for (UUID member : members) {
          run(insert, account.value(), id, member);
        }
      }
    }
    names.put(id, name);
    return id;
  }

  /** Names of what a query finds, in its order. */
  List<String> find(AccountId account, ResourceType type, String... parameters) {
    return page(account, type, parameters).resources().stream()
        .map(resource -> String.valueOf(names.get(resource.id().value())))
        .toList();
  }

  Page page(AccountId account, ResourceType type, String... parameters) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      given.put(parameters[i], parameters[i + 1]);
    }
    Page page =
        pages.page(account, null, ListQuery.read(type, given::get)).block(Duration.ofSeconds(10));
    if (page == null) {
      throw new AssertionError("no page");
    }
    return page;
  }

  private static @Nullable String text(JsonNode document, String name) {
    return document.has(name) ? document.path(name).asString() : null;
  }

  private static void run(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }

  @Override
  public void close() throws Exception {
    database.close();
  }
}
