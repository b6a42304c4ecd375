package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.schema.ResourceType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class IndexUseIntegrationTests {

  private static final AccountId MINE = new AccountId(UUID.randomUUID());
  private static final AccountId OTHER = new AccountId(UUID.randomUUID());

  /** {@code -Drosterline.users=1000000} for as many as the largest account has. */
  private static final int MANY = Integer.getInteger("rosterline.users", 20_000);

  private static TestDirectory directory;

  @BeforeAll
  static void start() throws Exception {
    directory = new TestDirectory();
    directory.group(OTHER, "Others", directory.user(OTHER, "{'userName':'other'}"));
    directory.group(MINE, "Mine", directory.user(MINE, "{'userName':'mine'}"));
    try (Connection connection = directory.database.owner();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, external_id, display_name,
            display_key, email_keys, work_email_key, document, created_at, modified_at)
          select '%s', id, id, 'u' || i, 'u' || i, 'x' || i, 'd' || i, 'd' || i,
            case when i %% 70 = 0 then array['e' || i, 'f' || i, 'g' || i] when i %% 10 = 0 then array['e' || i, 'f' || i] else array['e' || i] end, 'e' || i,
            jsonb_build_object('userName', 'u' || i,
              'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', 'e' || i))), now(), now()
            from (select i, gen_random_uuid() id from generate_series(1, %d) i) s
          """
              .formatted(MINE.value(), MANY));
      statement.execute("analyze directory.member");
    }
  }

  @AfterAll
  static void stop() throws Exception {
    directory.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"member", "scim_group", "group_member"})
  void rowsOfAnotherAccountAreNotSeenEvenByAQueryThatNamesNoAccount(String table)
      throws SQLException {
    String accounts = "select distinct account_id::text from directory." + table;
    assertThat(asGateway(MINE, accounts)).containsExactly(MINE.toString());
    assertThat(asGateway(OTHER, accounts)).containsExactly(OTHER.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"member", "scim_group", "group_member", "command_outcome"})
  void whoNamesNoAccountSeesNothing(String table) throws SQLException {
    try (Connection connection = directory.database.as("rosterline_gateway")) {
      assertThat(rows(connection, "select 1 from directory." + table)).isEmpty();
    }
  }

  @Test
  void theAccountIsForgottenWithItsTransaction() throws SQLException {
    try (Connection connection = directory.database.as("rosterline_gateway")) {
      assertThat(rows(connection, byName(OTHER))).hasSize(1);
      assertThat(rows(connection, "select 1 from directory.member")).isEmpty();
    }
  }

  private static String byName(AccountId account) {
    return "select id::text from directory.user_by_name('" + account.value() + "', 'other')";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          userName eq "U77" | member_user_name
          externalId eq "x77" | member_external_id
          displayName eq "d77" | member_display
          emails.value eq "e77" | member_email
          emails.value eq "f70" | member_second_email
          emails.value eq "g70" | member_many_emails
          emails[type eq "work"].value eq "e77" | member_work_email
          """)
  void lookUpsBeforeAWriteUseAnIndexUnderRowLevelSecurity(String filter, String index)
      throws SQLException {
    Parameters parameters = new Parameters();
    String condition =
        new FilterSql(ResourceType.USER, parameters, "")
            .condition(FilterParser.parse(ResourceType.USER, filter));
    String value = filter.substring(filter.lastIndexOf(" \"") + 2, filter.length() - 1);
    String typed = condition;
    for (int i = 9; i > 0; i--) {
      String text =
          i == 1 && filter.contains("work") ? "work" : value.toLowerCase(java.util.Locale.ROOT);
      typed = typed.replace("$" + i, "'" + text + "'");
    }
    String plan =
        String.join(
            "\n",
            asGateway(
                MINE,
                "explain (analyze) select * from directory.member r where r.account_id = '"
                    + MINE.value()
                    + "' and r.scim_id is not null and "
                    + typed
                    + " order by r.scim_id limit 100"));
    assertThat(plan).as(plan).contains(index).doesNotContain("Seq Scan on member");
    plan.lines()
        .filter(line -> line.contains("Rows Removed by Filter"))
        .forEach(
            line ->
                assertThat(Integer.parseInt(line.replaceAll("\\D", "")))
                    .as(plan)
                    .isLessThan(MANY / 5));
  }

  private static List<String> asGateway(AccountId account, String sql) throws SQLException {
    try (Connection connection = directory.database.as("rosterline_gateway")) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("set local rosterline.account = '" + account.value() + "'");
      return rows(connection, sql);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = connection.createStatement().executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
