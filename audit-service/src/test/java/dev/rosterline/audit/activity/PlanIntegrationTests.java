package dev.rosterline.audit.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.audit.AuditSystem;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One account with 30,000 rows, one in a thousand of them refused. */
@Tag("process")
class PlanIntegrationTests {

  private static final UUID ACCOUNT = UUID.randomUUID();
  private static AuditSystem system;

  @BeforeAll
  static void fill() throws Exception {
    system = AuditSystem.running();
    system.execute(
        """
        insert into activity.activity (at, command_id, account_id, operation, result, status, resource_type, subject,
          token_name, client, decided_at)
        select now() - n * interval '1 second', gen_random_uuid(), '%s', 'user.update',
               case when n %% 1000 = 0 then 'refused' else 'applied' end, 200, 'User', 'user' || n, 'token', 'okta', now()
          from generate_series(1, 30000) n;
        analyze activity.activity;
        """
            .formatted(ACCOUNT));
  }

  @Test
  void failuresAreReadFromTheirOwnIndex() {
    String partition = "_account_id_at_command_id_idx";
    assertThat(plan("refused")).contains(partition + "1").doesNotContain("Sort  (", "Seq Scan");
    assertThat(plan("parked")).contains(partition + "1").doesNotContain("Sort  (", "Seq Scan");
  }

  @Test
  void othersAreReadInTheOrderOfThePage() {
    assertThat(plan("applied")).doesNotContain("Sort  (", "Seq Scan");
    assertThat(plan(null)).doesNotContain("Sort  (", "Seq Scan");
  }

  @Test
  void whatHappenedToOnePersonIsReadFromTheirIndex() {
    var person = new ActivityQuery.Who(UUID.randomUUID(), null, null);
    assertThat(plan(null, person)).contains("account_id_resource_id_at_idx");
  }

  private static String plan(@Nullable String result) {
    return plan(result, ActivityQuery.Who.ANYBODY);
  }

  private static String plan(@Nullable String result, ActivityQuery.Who who) {
    ActivityQuery query = new ActivityQuery(ACCOUNT, null, null, null, result, null, who, 50, null);
    return Objects.requireNonNull(
        system.bean(ActivitySearchStore.class).plan(query).block(Duration.ofSeconds(10)));
  }
}
