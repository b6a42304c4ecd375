package dev.rosterline.processor.groups;

import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The groups of people, as their SCIM documents show them. */
@Component
public class MembershipView {

  /** A person in an account. */
  public record Person(AccountId account, MemberId member) {}

  /** One element of {@code groups}. */
  public record InGroup(UUID group, String displayName) {}

  private static final String GROUPS =
      """
      select m.member_id, g.group_id, g.display_name
      from unnest($1::uuid[], $2::uuid[]) k(account_id, member_id)
      join directory.group_member m on m.account_id = k.account_id and m.member_id = k.member_id
      join directory.scim_group g on g.account_id = m.account_id and g.group_id = m.group_id
      order by g.display_key
      """;

  public Mono<Map<MemberId, List<InGroup>>> groupsOf(Connection connection, List<Person> people) {
    Map<MemberId, List<InGroup>> groups = new HashMap<>();
    if (people.isEmpty()) {
      return Mono.just(groups);
    }
    return Sql.query(
            connection,
            GROUPS,
            row -> {
              UUID member = Objects.requireNonNull(row.get("member_id", UUID.class));
              UUID group = Objects.requireNonNull(row.get("group_id", UUID.class));
              String name = Objects.requireNonNull(row.get("display_name", String.class));
              return groups
                  .computeIfAbsent(new MemberId(member), _ -> new ArrayList<>())
                  .add(new InGroup(group, name));
            },
            uuids(people, person -> person.account().value()),
            uuids(people, person -> person.member().value()))
        .thenReturn(groups);
  }
}
