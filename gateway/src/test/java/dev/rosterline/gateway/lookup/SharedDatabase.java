package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.testbed.FaultProxy;
import dev.rosterline.testbed.TestPostgres;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real PostgreSQL with the schemas of gateway and processor, started once for all tests. */
public final class SharedDatabase {

  public static final Instant CREATED = Instant.parse("2026-11-01T10:00:00.123Z");
  public static final Instant MODIFIED = Instant.parse("2026-11-02T10:00:00.456Z");

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final TestPostgres POSTGRES = start();
  private static final ConnectionPool GATEWAY =
      new ConnectionPool(
          ConnectionPoolConfiguration.builder(gatewayConnections()).maxSize(8).build());

  private SharedDatabase() {}

  private static TestPostgres start() {
    try {
      TestPostgres postgres = TestPostgres.start();
      migrate(postgres, "account", "filesystem:src/main/resources/db/migration");
      migrate(postgres, "directory", "filesystem:../processor/src/main/resources/db/migration");
      try (Connection connection = postgres.superuser().getConnection()) {
        connection.createStatement().execute("alter role rosterline_gateway password 'secret'");
      }
      return postgres;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void migrate(TestPostgres postgres, String schema, String location) {
    Flyway.configure()
        .dataSource(postgres.superuser())
        .locations(location)
        .schemas(schema)
        .placeholders(Map.of("rolePassword", "secret"))
        .load()
        .migrate();
  }

  /** As the gateway connects: a role that row-level security applies to. */
  public static ConnectionPool gateway() {
    return GATEWAY;
  }

  public static ConnectionFactory gatewayConnections() {
    return ConnectionFactories.get(POSTGRES.r2dbcUrl("rosterline_gateway", "secret"));
  }

  /** A way to it that can be disturbed. */
  public static FaultProxy proxy() {
    return FaultProxy.to(POSTGRES.host(), POSTGRES.port());
  }

  public static ConnectionFactory gatewayConnections(FaultProxy proxy) {
    return ConnectionFactories.get(
        "r2dbc:postgresql://rosterline_gateway:secret@127.0.0.1:"
            + proxy.port()
            + "/"
            + TestPostgres.POSTGRES);
  }

  public static Connection superuser() throws SQLException {
    return POSTGRES.superuser().getConnection();
  }

  /** As the superuser, whom no policy holds. */
  public static void execute(String sql, Object... values) {
    try (Connection connection = POSTGRES.superuser().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of all rows, as the superuser. */
  public static List<String> query(String sql, Object... values) {
    try (Connection connection = POSTGRES.superuser().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<String> found = new ArrayList<>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A provisioned member, or one who is not where the SCIM id is null. */
  public static void user(UUID account, UUID member, UUID scimId, String document) {
    JsonNode user = MAPPER.readTree(document);
    List<String> emails = new ArrayList<>();
    String work = null;
    for (JsonNode email : user.path("emails")) {
      String key = MatchingKey.of(email.path("value").asString(""));
      emails.add(email.path("primary").asBoolean(false) ? 0 : emails.size(), key);
      work = work == null && email.path("type").asString("").equals("work") ? key : work;
    }
    String name = user.path("userName").asString();
    String display = user.path("displayName").asString(null);
    execute(
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, external_id, display_name,
               display_key, email_keys, work_email_key, active, document, version, created_at, modified_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, 3, ?::timestamptz, ?::timestamptz)
        """,
        account,
        member,
        scimId,
        name,
        MatchingKey.of(name),
        user.path("externalId").asString(null),
        display,
        display == null ? null : MatchingKey.of(display),
        emails.toArray(String[]::new),
        work,
        user.path("active").asBoolean(true),
        document,
        CREATED.toString(),
        MODIFIED.toString());
  }

  public static void user(UUID account, UUID id, String document) {
    user(account, id, id, document);
  }

  public static void group(UUID account, UUID id, String document) {
    JsonNode group = MAPPER.readTree(document);
    String name = group.path("displayName").asString();
    execute(
        """
        insert into directory.scim_group (account_id, group_id, display_name, display_key, external_id, document, version,
               created_at, modified_at)
        values (?, ?, ?, ?, ?, ?::jsonb, 3, ?::timestamptz, ?::timestamptz)
        """,
        account,
        id,
        name,
        MatchingKey.of(name),
        group.path("externalId").asString(null),
        document,
        CREATED.toString(),
        MODIFIED.toString());
  }

  public static void membership(UUID account, UUID group, UUID member) {
    execute("insert into directory.group_member values (?, ?, ?)", account, group, member);
  }

  /** As the processor stores it. */
  public static void policy(UUID account, String settings) {
    execute(
        """
        insert into directory.account_policy (account_id, settings) values (?, ?::jsonb)
        on conflict (account_id) do update set settings = excluded.settings
        """,
        account,
        settings);
  }

  public static UUID account(String name) {
    UUID id = UUID.randomUUID();
    execute("insert into account.account (id, name) values (?, ?)", id, name);
    return id;
  }
}
