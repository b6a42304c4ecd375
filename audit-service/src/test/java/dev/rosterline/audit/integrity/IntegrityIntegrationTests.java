package dev.rosterline.audit.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.audit.TestOutcomes;
import dev.rosterline.contract.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database superuser changes the log; the verifier says what and where. */
@Tag("process")
class IntegrityIntegrationTests {

  private static AuditSystem system;

  private final TestOutcomes outcomes = new TestOutcomes();
  private final UUID account = outcomes.account.value();

  @BeforeAll
  static void start() throws Exception {
    system = AuditSystem.running();
  }

  /** Three times, so that chains have several links. */
  @BeforeEach
  void record() throws Exception {
    for (int i = 1; i <= 3; i++) {
      List<Outcome> batch = new ArrayList<>(outcomes.applied(100));
      batch.add(outcomes.refused("eve@example.com", "userName eve@example.com is taken"));
      system.publish(batch);
      awaitRows(101L * i);
    }
  }

  @Test
  void whatNobodyTouchedIsIntact() {
    Report report = verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.rows()).isEqualTo(303);
    assertThat(report.links()).isPositive();
    assertThat(report.unsealed()).isZero();
  }

  @Test
  void redeliveryDoesNotForkTheChain() throws Exception {
    Outcome again = outcomes.applied("once");
    system.publish(List.of(again));
    awaitRows(304);
    system.publish(List.of(again, outcomes.applied("after"), again));
    awaitRows(305);

    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void changedRowIsNamed() throws Exception {
    UUID row = row(150);
    change("update activity.activity set result = 'refused' where command_id = '" + row + "'");

    assertThat(verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.command()).isEqualTo(row);
              assertThat(finding.link()).isEqualTo(linkOf(row));
            });
  }

  @Test
  void changedSubjectIsNamedAndAnErasedOneIsNot() throws Exception {
    UUID row = row(20);
    change("update activity.activity set subject = 'mallory' where command_id = '" + row + "'");
    assertThat(verify().findings())
        .singleElement()
        .extracting(Report.Finding::command)
        .isEqualTo(row);

    change(
        "update activity.activity set subject = null, detail = null, evidence = null where command_id = '"
            + row
            + "'");
    Report erased = verify();
    assertThat(erased.findings()).isEmpty();
    assertThat(erased.erased()).isEqualTo(1);
  }

  @Test
  void changedEvidenceIsNamed() throws Exception {
    UUID row = row(40);
    change("update activity.activity set evidence = '{}' where command_id = '" + row + "'");
    assertThat(verify().findings())
        .singleElement()
        .extracting(Report.Finding::command)
        .isEqualTo(row);
  }

  @Test
  void removedRowIsMissedInTheMiddleAndAtTheEnd() throws Exception {
    for (UUID row : List.of(row(150), row(302))) {
      long link = linkOf(row);
      String keep = "create table kept as select * from activity.activity where command_id = '%s'";
      change(keep.formatted(row));
      change("delete from activity.activity where command_id = '" + row + "'");
      assertThat(verify().findings())
          .singleElement()
          .extracting(Report.Finding::link)
          .isEqualTo(link);
      change("insert into activity.activity select * from kept");
      change("drop table kept");
      assertThat(verify().findings()).isEmpty();
    }
  }

  @Test
  void exchangedRowsAreNamed() throws Exception {
    UUID one = row(10);
    UUID other = row(11);
    change(
        """
        update activity.activity a set resource_id = b.resource_id
          from activity.activity b
         where a.command_id in ('%1$s', '%2$s') and b.command_id in ('%1$s', '%2$s') and a.command_id <> b.command_id
        """
            .formatted(one, other));

    assertThat(verify().findings())
        .extracting(Report.Finding::command)
        .containsExactlyInAnyOrder(one, other);
  }

  @Test
  void checksumsMadeWithoutTheKeyDoNotFit() throws Exception {
    UUID row = row(200);
    change(
        """
        update activity.activity set client = 'other', mac = sha256(convert_to(command_id::text, 'UTF8'))
         where command_id = '%s'
        """
            .formatted(row));

    assertThat(verify().findings()).extracting(Report.Finding::command).contains(row);
    assertThat(verify().findings()).extracting(Report.Finding::link).contains(linkOf(row));
  }

  @Test
  void removedLinkIsMissed() throws Exception {
    change("delete from activity.activity where link = 2 and account_id = '" + account + "'");
    change("delete from activity.chain_link where seq = 2 and account_id = '" + account + "'");

    assertThat(verify().findings()).isNotEmpty();
  }

  private Report verify() {
    return system.bean(Verifier.class).verify(account, Instant.EPOCH);
  }

  private void change(String sql) throws Exception {
    system.execute(sql);
  }

  private UUID row(int index) throws Exception {
    return UUID.fromString(
        system.text(
            "select command_id::text from activity.activity where account_id = '%s' order by at, command_id offset %d limit 1"
                .formatted(account, index)));
  }

  private long linkOf(UUID row) throws Exception {
    return system.number("select link from activity.activity where command_id = '" + row + "'");
  }

  private void awaitRows(long rows) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(system.rows(account)).isEqualTo(rows));
  }
}
