package dev.rosterline.audit.integrity;

import dev.rosterline.audit.retention.RetentionProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
  private final RetentionProperties retention;
  private boolean broken;

  VerifyCommand(Verifier verifier, Clock clock, RetentionProperties retention) {
    this.verifier = verifier;
    this.clock = clock;
    this.retention = retention;
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
    Instant now = clock.instant();
    accounts.forEach(
        account -> print(verifier.verify(account, now.minus(retention.keep(account)))));
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
