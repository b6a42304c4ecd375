package dev.rosterline.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.lookup.AccountScope;
import dev.rosterline.gateway.lookup.SharedDatabase;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
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

  @Test
  void peopleOfTheAccountAreListedSearchedAndCounted() {
    member(account, "ada_l@example.com");
    member(account, "adaxl@example.com");
    member(UUID.randomUUID(), "ada_l@example.com");

    assertThat(done(directory.people(account, "", "", "", NOBODY)))
        .extracting(DirectoryViewStore.Person::userName)
        .containsExactly("ada_l@example.com", "adaxl@example.com");
    assertThat(done(directory.people(account, "ADA_L", "active", "", NOBODY)))
        .extracting(DirectoryViewStore.Person::userName)
        .containsExactly("ada_l@example.com");
    assertThat(done(directory.groups(account, "", ""))).isEmpty();
    assertThat(done(directory.counts(account)))
        .isEqualTo(new DirectoryViewStore.Counts(2, 0, 0, 0, 0));
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
