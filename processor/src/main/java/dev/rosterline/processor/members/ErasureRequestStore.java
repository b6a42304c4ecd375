package dev.rosterline.processor.members;

import static dev.rosterline.processor.database.Columns.texts;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Notes whose traces in outcomes are to be erased as well, and how they may be named there. */
final class ErasureRequestStore {

  private static final String INSERT =
      """
      insert into directory.erasure (account_id, member_id, names)
      select k.account_id, k.member_id, string_to_array(k.names, E'\\x1f')
      from unnest($1::uuid[], $2::uuid[], $3::text[]) k(account_id, member_id, names)
      on conflict do nothing
      """;

  private static final String SEPARATOR = "\u001f";

  private ErasureRequestStore() {}

  static Mono<Void> insert(Connection connection, List<Member> forgotten) {
    return forgotten.isEmpty()
        ? Mono.empty()
        : Sql.update(
                connection,
                INSERT,
                uuids(forgotten, member -> member.account().value()),
                uuids(forgotten, member -> member.id().value()),
                texts(forgotten, ErasureRequestStore::names))
            .then();
  }

  private static String names(Member member) {
    Profile profile = member.profile();
    return Stream.concat(
            Stream.of(profile.userName(), profile.displayName(), profile.externalId()),
            profile.emailKeys().stream())
        .filter(Objects::nonNull)
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining(SEPARATOR));
  }
}
