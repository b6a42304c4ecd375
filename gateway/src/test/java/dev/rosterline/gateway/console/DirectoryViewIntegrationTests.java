package dev.rosterline.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.lookup.AccountScope;
import dev.rosterline.gateway.lookup.SharedDatabase;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@Tag("process")
class DirectoryViewIntegrationTests {

  private static final UUID NOBODY = new UUID(0, 0);

  private final UUID account = UUID.randomUUID();
  private final DirectoryViewStore directory =
      new DirectoryViewStore(new AccountScope(SharedDatabase.gateway()));
  private final PeopleSearch search = new PeopleSearch(new AccountScope(SharedDatabase.gateway()));

  @Test
  void peopleOfTheAccountAreListedSearchedAndCounted() {
    member(account, "ada_l@example.com");
    member(account, "adaxl@example.com");
    member(UUID.randomUUID(), "ada_l@example.com");

    assertThat(done(directory.people(account, "", "", NOBODY)))
        .extracting(DirectoryViewStore.Person::userName)
        .containsExactly("ada_l@example.com", "adaxl@example.com");
    assertThat(done(search.find(account, "ADA_L", "active", "", NOBODY)).rows())
        .extracting(DirectoryViewStore.Person::userName)
        .containsExactly("ada_l@example.com");
    assertThat(done(directory.groups(account, "", ""))).isEmpty();
    assertThat(done(directory.counts(account)))
        .isEqualTo(new DirectoryViewStore.Counts(2, 0, 0, 0, 0));
  }

  @Test
  void eachStateListsAndCountsItsOwn() {
    for (String name : List.of("act", "blo", "pen", "hel", "rem", "kept")) {
      member(account, name);
    }
    change("blo", "active = false");
    change("pen", "scim_id = null, removal_due_at = now()");
    change("hel", "held = 'block', held_at = now()");
    change("rem", "scim_id = null, removed_at = now()");
    change("kept", "scim_id = null");

    assertThat(names("active")).containsExactly("act", "kept");
    assertThat(names("blocked")).containsExactly("blo");
    assertThat(names("pending")).containsExactly("pen");
    assertThat(names("held")).containsExactly("hel");
    assertThat(names("removed")).containsExactly("rem");
    assertThat(names("")).containsExactly("act", "blo", "hel", "kept", "pen");
    assertThat(names("invented")).isEmpty();
    assertThat(done(directory.counts(account)))
        .isEqualTo(new DirectoryViewStore.Counts(2, 1, 1, 1, 0));
  }

  @Test
  void pageBeginsBehindTheOneBeforeInBothHalves() {
    for (String name : List.of("a", "b", "c", "d")) {
      member(account, name);
    }
    change("b", "scim_id = null");
    var b = done(directory.people(account, "", "", NOBODY)).get(1);
    var behind = directory.people(account, "", b.key(), UUID.fromString(b.id()));
    assertThat(done(behind))
        .extracting(DirectoryViewStore.Person::userName)
        .containsExactly("c", "d");
  }

  @Test
  void countingEndsWhereAPageWouldWait() {
    SharedDatabase.execute(
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, email_keys, document,
          created_at, modified_at)
        select ?, id, id, 'n' || n, 'n' || n, '{}', '{"userName": "n"}', now(), now()
          from (select n, gen_random_uuid() as id from generate_series(1, 10050) n) m
        """,
        account);
    var counts = done(directory.counts(account));
    assertThat(counts.active()).isEqualTo(10_001);
    assertThat(counts.shown(counts.active())).isEqualTo("10,000+");
    assertThat(counts.shown(1234)).isEqualTo("1,234");
  }

  @Test
  void nameLeadsToTheUserInAnyCase() {
    member(account, "ada");
    var ada = done(directory.people(account, "", "", NOBODY)).getFirst();
    assertThat(done(directory.named(account, " ADA ")).toString()).isEqualTo(ada.id());
    assertThat(directory.named(account, "ad").block()).isNull();
    assertThat(directory.named(UUID.randomUUID(), "ada").block()).isNull();
  }

  private List<String> names(String state) {
    return done(directory.people(account, state, "", NOBODY)).stream()
        .map(DirectoryViewStore.Person::userName)
        .toList();
  }

  private void change(String name, String assignment) {
    SharedDatabase.execute(
        "update directory.member set " + assignment + " where account_id = ? and user_name_key = ?",
        account,
        name);
  }

  @Test
  void databaseThatIsAwayIsUnavailable() {
    String nowhere = "r2dbc:postgresql://nobody:x@localhost:1/rosterline";
    var away = new DirectoryViewStore(new AccountScope(ConnectionFactories.get(nowhere)));

    assertThatThrownBy(() -> done(away.counts(account))).isInstanceOf(RetryLaterException.class);
  }

  private static void member(UUID account, String name) {
    UUID id = UUID.randomUUID();
    SharedDatabase.execute(
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, email_keys, document,
          created_at, modified_at) values (?, ?, ?, ?, ?, '{}', jsonb_build_object('userName', ?), now(), now())
        """,
        account,
        id,
        id,
        name,
        name,
        name);
  }

  private static <T> T done(Mono<T> work) {
    return Objects.requireNonNull(work.block(Duration.ofSeconds(10)));
  }
}
