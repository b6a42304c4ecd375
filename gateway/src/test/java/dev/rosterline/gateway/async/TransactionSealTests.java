package dev.rosterline.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class TransactionSealTests {

  private static final Ids IDS = new Ids(Clock.systemUTC());
  private static final AccountId ACCOUNT = new AccountId(UUID.randomUUID());
  private static final Caller CALLER = caller(ACCOUNT, UUID.randomUUID());

  private final TransactionSeal seal = new TransactionSeal(TestAsync.key("one"));

  private static Caller caller(AccountId account, UUID token) {
    return new Caller(account, new Source(token, "okta", "Okta"), Mode.LENIENT);
  }

  @Test
  void everyKindOfRequestIsKnownAgain() {
    for (HttpMethod method :
        List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
      for (ResourceType type : new ResourceType[] {ResourceType.USER, ResourceType.GROUP, null}) {
        Transaction made = new Transaction(IDS.command(), method, type);
        assertThat(seal.open(CALLER, seal.seal(CALLER, made))).isEqualTo(made);
      }
    }
  }

  @Test
  void textBeginsWithTheOperationAndNeedsNoEscaping() {
    Transaction made = new Transaction(IDS.command(), HttpMethod.POST, ResourceType.USER);

    assertThat(seal.seal(CALLER, made))
        .startsWith(made.command().toString())
        .matches("[A-Za-z0-9._~-]{60}");
  }

  @Test
  void noneIsAnothersNorOfAnotherKey() {
    String txn =
        seal.seal(CALLER, new Transaction(IDS.command(), HttpMethod.POST, ResourceType.USER));

    assertThat(seal.open(caller(ACCOUNT, UUID.randomUUID()), txn)).isNull();
    UUID token = CALLER.source().tokenId();
    assertThat(seal.open(caller(new AccountId(UUID.randomUUID()), token), txn)).isNull();
    assertThat(new TransactionSeal(TestAsync.key("two")).open(CALLER, txn)).isNull();
  }

  @Test
  void noCharacterCanBeChanged() {
    String txn =
        seal.seal(CALLER, new Transaction(IDS.command(), HttpMethod.POST, ResourceType.USER));

    for (int i = 0; i < txn.length(); i++) {
      char other = txn.charAt(i) == 'a' ? 'b' : 'a';
      String changed = txn.substring(0, i) + other + txn.substring(i + 1);
      assertThat(seal.open(CALLER, changed)).as(changed).isNull();
    }
    assertThat(seal.open(CALLER, txn + "a")).isNull();
    assertThat(seal.open(CALLER, txn.substring(1))).isNull();
    assertThat(seal.open(CALLER, "")).isNull();
  }

  @Test
  void noTwoAreAlike() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(
          seal.seal(CALLER, new Transaction(IDS.command(), HttpMethod.POST, ResourceType.USER)));
    }
    assertThat(all).hasSize(100_000);
  }
}
