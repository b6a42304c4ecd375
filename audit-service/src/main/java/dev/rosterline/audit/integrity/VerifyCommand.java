package dev.rosterline.audit.integrity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/**
 * {@code --verify=ACCOUNT} or {@code --verify=all}: checks instead of serving; ends with 1 where
 * something was changed.
 */
@Component
public class VerifyCommand implements ApplicationRunner, ExitCodeGenerator {

  public static final String OPTION = "verify";

  private final Verifier verifier;
  private final Clock clock;
  private final Duration keep;
  private boolean broken;

  VerifyCommand(
      Verifier verifier, Clock clock, @Value("${rosterline.retention.keep}") Duration keep) {
    this.verifier = verifier;
    this.clock = clock;
    this.keep = keep;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    List<String> wanted = arguments.getOptionValues(OPTION);
    if (wanted == null) {
      return;
    }
    List<UUID> accounts =
        wanted.contains("all")
            ? verifier.accounts()
            : wanted.stream().map(UUID::fromString).toList();
    Instant keptSince = clock.instant().minus(keep);
    accounts.forEach(account -> print(verifier.verify(account, keptSince)));
  }

  private void print(Report report) {
    broken |= !report.isIntact();
    System.out.printf(
        "account %s: %s, %d rows, %d links, %d unsealed, %d erased%n",
        report.account(),
        report.isIntact() ? "intact" : report.findings().size() + " findings",
        report.rows(),
        report.links(),
        report.unsealed(),
        report.erased());
    report.findings().forEach(finding -> System.out.println("  " + finding));
  }

  @Override
  public int getExitCode() {
    return broken ? 1 : 0;
  }
}
