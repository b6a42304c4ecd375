package dev.rosterline.audit.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.audit.AuditSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How PostgreSQL reads the pages of an account with {@value LargeAccount#ROWS} rows. */
@Tag("process")
class PlanIntegrationTests {

  private static final ActivityQuery.Who ANYBODY = ActivityQuery.Who.ANYBODY;
  private static AuditSystem system;
  private static UUID account;

  @BeforeAll
  static void fill() throws Exception {
    system = AuditSystem.running();
    account = LargeAccount.in(system);
  }

  @Test
  void everythingIsReadInTheOrderOfThePage() {
    assertThat(plan(null, null, ANYBODY))
        .contains("account_id_at_command_id_idx")
        .doesNotContain("->  Sort", "Seq Scan");
  }

  @Test
  void eachKindIsReadFromItsOwnPlaceOfTheIndex() {
    var source = new ActivityQuery.Who(null, "OneLogin", UUID.randomUUID());
    for (String plan :
        new String[] {
          plan("user.update", null, ANYBODY),
          plan(null, "refused", ANYBODY),
          plan(null, "failed", ANYBODY),
          plan("user.restore", "parked", source),
          plan(null, null, source)
        }) {
      assertThat(plan)
          .containsPattern("Index Scan using activity_[0-9]{6}_account_id_operation_result_\\w+ on")
          .doesNotContain("Seq Scan", "account_id_at_command_id_idx on", "_pkey on activity")
          .doesNotContain("Bitmap Heap Scan on activity")
          .doesNotContainPattern("-> +Sort .*\\n +Sort Key: \\(\\(activity.at AT TIME");
    }
  }

  @Test
  void aPageOfAKindBeginsInItsIndexWhereverItLies() {
    Cursor cursor = new Cursor(Instant.now().minusSeconds(5_000), UUID.randomUUID());
    ActivityQuery query =
        new ActivityQuery(account, null, null, "user.update", null, null, ANYBODY, 50, cursor);
    assertThat(plan(query)).containsPattern("Index Cond: .*operation = .*ROW.*< ROW");
  }

  @Test
  void whatHappenedToOneResourceIsComparedInItsIndex() {
    var person = new ActivityQuery.Who(UUID.randomUUID(), "Okta", null);
    assertThat(plan("user.restore", "applied", person))
        .contains("account_id_resource_id_at_command")
        .containsPattern("Index Cond: .*resource_id = .*operation = .*result = .*client = ")
        .doesNotContain("Seq Scan");
  }

  @Test
  void aTextIsLookedForInTheIndexOfThreeLetters() {
    for (String text : new String[] {"xanthippe", "smi", "nobody.of.this.name"}) {
      ActivityQuery query =
          new ActivityQuery(account, null, null, "user.update", null, text, ANYBODY, 50, null);
      String plan = system.bean(TextSearchStore.class).plan(query, Instant.EPOCH).block();
      assertThat(plan)
          .contains("Bitmap Index Scan on activity_", "subject_idx", "detail_idx")
          .doesNotContain("Seq Scan");
    }
  }

  private static String plan(
      @Nullable String operation, @Nullable String result, ActivityQuery.Who who) {
    ActivityQuery query =
        new ActivityQuery(account, null, null, operation, result, null, who, 50, null);
    return plan(query);
  }

  private static String plan(ActivityQuery query) {
    return Objects.requireNonNull(
        system.bean(ActivitySearchStore.class).plan(query).block(Duration.ofSeconds(10)));
  }
}
