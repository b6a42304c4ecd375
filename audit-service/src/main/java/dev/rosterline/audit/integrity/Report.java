package dev.rosterline.audit.integrity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of one account found.
 *
 * @param rows how many were read
 * @param links how many were checked
 * @param unsealed rows from before there were chains
 * @param erased rows whose personal values are gone, as an erasure leaves them
 */
public record Report(
    UUID account, long rows, long links, long unsealed, long erased, List<Finding> findings) {

  public Report {
    findings = List.copyOf(findings);
  }

  public boolean isIntact() {
    return findings.isEmpty();
  }

  /**
   * One thing that is not as it was written.
   *
   * @param command the row; null where whole links or their rows are concerned
   */
  public record Finding(String what, int part, long link, @Nullable UUID command) {

    @Override
    public String toString() {
      String place = "chain " + part + " link " + link;
      return command == null ? place + ": " + what : place + " row " + command + ": " + what;
    }
  }
}
