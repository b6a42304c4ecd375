package dev.rosterline.audit.integrity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Adds rows to the chains they belong to. */
public final class Chain {

  /** Order of the rows within a link. */
  public static final Comparator<ActivityRow> ORDER =
      Comparator.comparing(ActivityRow::at).thenComparing(row -> row.command().toString());

  /** Which chain. */
  public record Id(UUID account, int part) {}

  /** How far a chain goes. */
  public record Head(Id chain, long seq, byte[] hash) {}

  public record Sealed(ActivityRow row, int part, long link, byte[] personal, byte[] mac) {}

  public record Link(Head head, List<Sealed> rows) {}

  private Chain() {}

  /** The link that follows a head. */
  public static Link next(Seal seal, Head head, List<ActivityRow> rows) {
    long seq = head.seq() + 1;
    int part = head.chain().part();
    List<Sealed> sealed = new ArrayList<>(rows.size());
    List<byte[]> macs = new ArrayList<>(rows.size());
    for (ActivityRow row : rows.stream().sorted(ORDER).toList()) {
      byte[] personal = seal.personal(row);
      byte[] mac = seal.row(row, part, seq, personal);
      sealed.add(new Sealed(row, part, seq, personal, mac));
      macs.add(mac);
    }
    return new Link(new Head(head.chain(), seq, seal.link(head.hash(), seq, macs)), sealed);
  }
}
