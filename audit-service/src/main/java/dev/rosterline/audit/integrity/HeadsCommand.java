package dev.rosterline.audit.integrity;

import dev.rosterline.audit.integrity.Report.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Signed heads on the command line: {@code --verify-heads=all} prints a line for each that is kept,
 * for an auditor to keep elsewhere; with {@code --kept=FILE} those that an auditor kept are checked
 * besides. With a public key the signatures are checked, and whether the chains are still what was
 * signed; ends with 1 where they are not.
 */
@Component
@Order(1)
public class HeadsCommand implements ApplicationRunner, ExitCodeGenerator {

  static final String OPTION = "verify-heads";
  private static final String KEPT = "kept";

  private final VerificationStore chains;
  private final SignedHeadStore store;
  private final @Nullable PublicKey key;
  private boolean broken;

  HeadsCommand(VerificationStore chains, SignedHeadStore store, IntegrityProperties properties) {
    this.chains = chains;
    this.store = store;
    Path file = properties.publicKeyFile();
    this.key = file == null ? null : SigningKeys.publicKey(file);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    List<String> wanted = arguments.getOptionValues(OPTION);
    if (wanted == null) {
      return;
    }
    List<String> files = arguments.getOptionValues(KEPT);
    List<SignedHeads> kept = files == null ? List.of() : kept(Path.of(files.getFirst()));
    List<UUID> accounts =
        wanted.contains("all") ? accounts(kept) : wanted.stream().map(UUID::fromString).toList();
    accounts.forEach(account -> print(account, kept));
  }

  /** Also those of which nothing but the auditor's copy is left. */
  private List<UUID> accounts(List<SignedHeads> kept) {
    List<UUID> all = new ArrayList<>(chains.accounts());
    kept.stream().map(SignedHeads::account).filter(one -> !all.contains(one)).forEach(all::add);
    return all.stream().distinct().toList();
  }

  private void print(UUID account, List<SignedHeads> kept) {
    List<SignedHeads> stored = store.all(account);
    stored.forEach(heads -> System.out.println(heads.line()));
    if (key == null) {
      return;
    }
    List<SignedHeads> all = new ArrayList<>(stored);
    kept.stream().filter(heads -> heads.account().equals(account)).forEach(all::add);
    List<Finding> findings = findings(account, all, key);
    broken |= !findings.isEmpty();
    System.err.printf(
        "account %s: %s, %d signed%n",
        account, findings.isEmpty() ? "as signed" : findings.size() + " findings", all.size());
    findings.forEach(finding -> System.err.println("  " + finding));
  }

  List<Finding> findings(UUID account, List<SignedHeads> signed, PublicKey with) {
    return SignedHeadsDecider.findings(signed, chains.links(account), with);
  }

  private static List<SignedHeads> kept(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(SignedHeads.FIRST_WORD))
          .map(SignedHeads::ofLine)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int getExitCode() {
    return broken ? 1 : 0;
  }
}
