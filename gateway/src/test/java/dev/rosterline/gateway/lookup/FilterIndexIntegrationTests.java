package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.schema.ResourceType;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/**
 * What identity providers match by is found by an index, under row-level security as the gateway
 * meets it: there an index serves only operators that cannot leak.
 */
@Tag("process")
class FilterIndexIntegrationTests {

  private static final UUID ACCOUNT = UUID.randomUUID();

  @BeforeAll
  static void fill() {
    SharedDatabase.execute(
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, external_id, display_key,
               email_keys, work_email_key, document, created_at, modified_at)
        select ?, id, id, 'u' || n, 'u' || n, 'e' || n, 'd' || n,
               case when n % 50 = 0 then array['m' || n, 'h' || n, 'o' || n]
                    when n % 3 = 0 then array['m' || n, 'h' || n] else array['m' || n] end,
               'm' || n, '{}', now(), now()
          from (select n, gen_random_uuid() id from generate_series(1, 20000) n) x
        """,
        ACCOUNT);
    SharedDatabase.execute(
        """
        insert into directory.scim_group (account_id, group_id, display_name, display_key, external_id, document,
               created_at, modified_at)
        select ?, gen_random_uuid(), 'g' || n, 'g' || n, 'e' || n, '{}', now(), now() from generate_series(1, 3000) n
        """,
        ACCOUNT);
    SharedDatabase.execute(
        """
        insert into directory.group_member
        select account_id, group_id, member_id from directory.scim_group g
          cross join lateral (select member_id from directory.member m where m.account_id = g.account_id
                               and m.member_id > g.group_id order by member_id limit 20) m
         where account_id = ?
        """,
        ACCOUNT);
    SharedDatabase.execute("analyze");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          USER,  userName eq "u7",                                      member_user_name
          USER,  externalId eq "e7",                                    member_external_id
          USER,  displayName eq "d7",                                   member_display
          USER,  id eq "01940000-0000-7000-8000-00000000000a",          member_page
          USER,  emails.value eq "m7",                                  member_email member_second_email member_many_emails
          USER,  emails[value eq "m7"],                                 member_email member_second_email member_many_emails
          USER,  emails[type eq "work"].value eq "m7",                  member_work_email member_second_email
          USER,  userName eq "u7" or emails.value eq "m7",              member_user_name member_email
          USER,  userName eq "u7" and active eq true,                   member_user_name
          USER,  groups.value eq "01940000-0000-7000-8000-00000000000a", group_member
          GROUP, displayName eq "g7",                                   group_display
          GROUP, externalId eq "e7",                                    group_external_id
          GROUP, members.value eq "01940000-0000-7000-8000-00000000000a",  group_member_by_member
          GROUP, members[value eq "01940000-0000-7000-8000-00000000000a"], group_member_by_member
          """)
  void filterIsAnsweredByItsIndexes(ResourceType type, String filter, String indexes) {
    String plan = plan(type, filter);

    assertThat(plan).as(plan).contains(indexes.split(" ")).doesNotContain("Seq Scan");
    if (!indexes.contains("member_page") && plan.contains("member_page")) {
      // For the few that were found, and not from the beginning of the list.
      assertThat(plan).containsPattern("(?s)member_page.*?Index Cond: .*scim_id = ANY");
    }
  }

  private static String plan(ResourceType type, String filter) {
    Parameters parameters = new Parameters();
    String id = Operand.id(type);
    String sql =
        "explain select "
            + id
            + (type == ResourceType.USER
                ? " from directory.member r where r.scim_id is not null and "
                : " from directory.scim_group r where ")
            + " r.account_id = "
            + parameters.add(ACCOUNT)
            + " and "
            + new FilterSql(type, parameters, "").condition(FilterParser.parse(type, filter))
            + " order by "
            + id
            + " limit 100";
    return Objects.requireNonNull(
        new AccountScope(SharedDatabase.gateway())
            .read(
                new AccountId(ACCOUNT),
                connection ->
                    Flux.from(parameters.bind(connection.createStatement(sql)).execute())
                        .flatMap(result -> result.map(row -> row.get(0, String.class)))
                        .collectList()
                        .map(lines -> String.join("\n", lines)))
            .block());
  }
}
