package dev.rosterline.audit.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.audit.TestOutcomes;
import dev.rosterline.audit.integrity.VerificationStore.StoredRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has the database, and the key of the checksums too, changes what was signed. */
@Tag("process")
class SignedHeadsIntegrationTests {

  private static AuditSystem system;
  private static KeyPair keys;

  private final TestOutcomes outcomes = new TestOutcomes();
  private final UUID account = outcomes.account.value();

  @BeforeAll
  static void start() throws Exception {
    system = AuditSystem.running();
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @BeforeEach
  void recordAndSign() {
    system.publish(outcomes.applied(100));
    awaitRows(100);
    sign();
    system.publish(outcomes.applied(100));
    awaitRows(200);
    sign();
  }

  @Test
  void whatGrowsOnIsAsItWasSigned() {
    system.publish(outcomes.applied(10));
    awaitRows(210);

    assertThat(signed()).hasSize(2);
    assertThat(findings(signed())).isEmpty();
  }

  @Test
  void whatDidNotGrowIsSignedOnce() {
    sign();

    assertThat(signed()).hasSize(2);
  }

  @Test
  void aChainThatWasCutShortAlongWithItsHeadIsMissed() throws Exception {
    Chain.Head last = system.bean(VerificationStore.class).heads(account).getFirst();
    cut(last);

    assertThat(system.bean(Verifier.class).verify(account, Instant.EPOCH).findings()).isEmpty();
    assertThat(findings(signed()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.link()).isEqualTo(last.seq());
              assertThat(finding.what()).startsWith("is gone");
            });
  }

  @Test
  void anAuditorsCopyShowsItWhenTheSignedHeadsWereRemovedToo() throws Exception {
    List<SignedHeads> kept =
        signed().stream().map(heads -> SignedHeads.ofLine(heads.line())).toList();
    cut(system.bean(VerificationStore.class).heads(account).getFirst());
    system.execute("delete from activity.signed_head where account_id = '" + account + "'");

    assertThat(findings(signed())).isEmpty();
    assertThat(findings(kept)).isNotEmpty();
  }

  /** A row is taken away, and its link made anew with the key: to the verifier all is well. */
  @Test
  void aChainThatWasWrittenAnewWithTheKeyOfTheChecksumsIsFound() throws Exception {
    VerificationStore chains = system.bean(VerificationStore.class);
    Chain.Head last = chains.heads(account).getFirst();
    byte[] before =
        chains.links(account).stream()
            .map(VerificationStore.StoredLink::head)
            .filter(head -> head.chain().equals(last.chain()) && head.seq() == last.seq() - 1)
            .map(Chain.Head::hash)
            .findFirst()
            .orElse(Seal.first());
    List<StoredRow> rows =
        chains.rows(account, Instant.EPOCH, new UUID(0, 0), 1_000).stream()
            .filter(row -> row.part() == last.chain().part())
            .filter(row -> Objects.equals(row.link(), last.seq()))
            .toList();
    List<byte[]> macs =
        rows.stream().skip(1).map(row -> Objects.requireNonNull(row.mac())).toList();
    byte[] anew = system.bean(Seals.class).seal().link(before, last.seq(), macs);
    String hex = "'\\x" + HexFormat.of().formatHex(anew) + "'";
    UUID row = rows.getFirst().row().command();
    system.execute("delete from activity.activity where command_id = '" + row + "'");
    system.execute(
        "update activity.chain_link set row_count = row_count - 1, hash = "
            + hex
            + of(last, "seq"));
    system.execute("update activity.chain_head set hash = " + hex + of(last, "seq"));

    assertThat(system.bean(Verifier.class).verify(account, Instant.EPOCH).findings()).isEmpty();
    assertThat(findings(signed()))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).startsWith("was written anew"));
  }

  @Test
  void headsThatSomebodyElseWroteAreNotSigned() throws Exception {
    system.execute(
        "update activity.signed_head set heads = heads || ',24:1:00' where account_id = '"
            + account
            + "'");

    assertThat(findings(signed()))
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding.what()).endsWith("are not signed"));
  }

  @Test
  void keysAreReadFromPem(@TempDir Path folder) throws Exception {
    Path secret = pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getPrivate());
    Path open = pem(folder.resolve("pub.pem"), "PUBLIC KEY", keys.getPublic());
    byte[] message = {1, 2, 3};
    byte[] signature = SigningKeys.sign(SigningKeys.privateKey(secret), message);

    assertThat(SigningKeys.isSigned(SigningKeys.publicKey(open), message, signature)).isTrue();
    assertThat(SigningKeys.isSigned(keys.getPublic(), new byte[] {1, 2, 4}, signature)).isFalse();
    assertThat(SigningKeys.isSigned(keys.getPublic(), message, new byte[] {1})).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKeys.privateKey(open))
        .withMessageContaining("pub.pem holds no PRIVATE KEY in PEM");
  }

  private static Path pem(Path file, String label, Key key) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }

  /** The newest link and its rows are gone, and the head says that there never was one. */
  private void cut(Chain.Head last) throws Exception {
    system.execute("delete from activity.activity" + of(last, "link"));
    system.execute("delete from activity.chain_link" + of(last, "seq"));
    system.execute(
        last.seq() == 1
            ? "delete from activity.chain_head" + of(last, "seq")
            : "update activity.chain_head h set seq = l.seq, hash = l.hash from activity.chain_link l"
                + of(last, "h.seq")
                    .replace("account_id", "h.account_id")
                    .replace(" part", " h.part")
                + " and (l.account_id, l.part, l.seq) = (h.account_id, h.part, h.seq - 1)");
  }

  private static String of(Chain.Head head, String column) {
    return " where account_id = '%s' and part = %d and %s = %d"
        .formatted(head.chain().account(), head.chain().part(), column, head.seq());
  }

  private void sign() {
    system.bean(HeadSigner.class).sign(account, keys.getPrivate());
  }

  private List<SignedHeads> signed() {
    return system.bean(SignedHeadStore.class).all(account);
  }

  private List<Report.Finding> findings(List<SignedHeads> signed) {
    return system.bean(HeadsCommand.class).findings(account, signed, keys.getPublic());
  }

  private void awaitRows(long rows) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(system.rows(account)).isEqualTo(rows));
  }
}
