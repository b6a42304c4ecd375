package dev.rosterline.audit.integrity;

import dev.rosterline.audit.integrity.Report.Finding;
import dev.rosterline.audit.integrity.VerificationStore.StoredLink;
import dev.rosterline.audit.integrity.VerificationStore.StoredRow;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks that the activity of an account is what was written: each row by its checksum, each link
 * by the one before it and its rows, each chain up to its head. Who cannot make checksums can
 * change, remove, add or exchange nothing unnoticed, but for the newest links together with their
 * head.
 */
@Component
public class Verifier {

  private static final int PAGE = 5_000;
  private static final UUID LOWEST = new UUID(0, 0);

  private final VerificationStore store;
  private final Seals seals;

  Verifier(VerificationStore store, Seals seals) {
    this.store = store;
    this.seals = seals;
  }

  public List<UUID> accounts() {
    return store.accounts();
  }

  /**
   * @param keptSince rows from before may have been dropped
   */
  public Report verify(UUID account, Instant keptSince) {
    Work work = new Work(seals.seal(), keptSince);
    List<StoredLink> links = store.links(account);
    readRows(account, work);
    links.forEach(work::link);
    store.heads(account).forEach(work::head);
    work.leftOver();
    return new Report(account, work.rows, links.size(), work.unsealed, work.erased, work.findings);
  }

  private void readRows(UUID account, Work work) {
    Instant at = Instant.EPOCH;
    UUID command = LOWEST;
    List<StoredRow> page;
    do {
      page = store.rows(account, at, command, PAGE);
      page.forEach(work::row);
      if (!page.isEmpty()) {
        at = page.getLast().row().at();
        command = page.getLast().row().command();
      }
    } while (page.size() == PAGE);
  }

  private record Place(int part, long link) {}

  private static final class Work {

    private final Seal seal;
    private final Instant keptSince;
    private final Map<Place, List<byte[]>> found = new HashMap<>();
    private final Map<Integer, Chain.Head> reached = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long rows;
    private long unsealed;
    private long erased;

    Work(Seal seal, Instant keptSince) {
      this.seal = seal;
      this.keptSince = keptSince;
    }

    void row(StoredRow stored) {
      rows++;
      Long link = stored.link();
      byte[] personal = stored.personal();
      byte[] mac = stored.mac();
      if (link == null || personal == null || mac == null) {
        unsealed++;
        return;
      }
      ActivityRow row = stored.row();
      if (!same(personal, seal.personal(row))) {
        if (row.subject() == null && row.detail() == null && row.evidence() == null) {
          erased++;
        } else {
          add("its subject, detail or evidence was changed", stored.part(), link, row.command());
        }
      }
      if (!same(mac, seal.row(row, stored.part(), link, personal))) {
        add("it was changed", stored.part(), link, row.command());
      }
      found.computeIfAbsent(new Place(stored.part(), link), _ -> new ArrayList<>()).add(mac);
    }

    void link(StoredLink stored) {
      Chain.Head head = stored.head();
      int part = head.chain().part();
      Chain.Head before = reached.get(part);
      long expected = before == null ? 1 : before.seq() + 1;
      if (head.seq() != expected) {
        add("links from " + expected + " are missing", part, head.seq(), null);
      }
      byte[] hash = before == null ? Seal.first() : before.hash();
      List<byte[]> macs = found.remove(new Place(part, head.seq()));
      int count = macs == null ? 0 : macs.size();
      boolean mayBeDropped = stored.firstAt().isBefore(keptSince);
      if (count != stored.rows()) {
        if (!mayBeDropped) {
          add(
              "it sealed " + stored.rows() + " rows, " + count + " are there",
              part,
              head.seq(),
              null);
        }
      } else if (macs != null && !same(head.hash(), seal.link(hash, head.seq(), macs))) {
        add("it does not fit its rows and the link before", part, head.seq(), null);
      }
      reached.put(part, head);
    }

    void head(Chain.Head head) {
      Chain.Head last = reached.remove(head.chain().part());
      long seq = last == null ? 0 : last.seq();
      if (seq != head.seq() || (last != null && !same(last.hash(), head.hash()))) {
        add(
            "the chain ends at " + seq + ", not where it should",
            head.chain().part(),
            head.seq(),
            null);
      }
    }

    void leftOver() {
      reached.forEach((part, last) -> add("the chain has no head", part, last.seq(), null));
      found.forEach(
          (place, macs) ->
              add(macs.size() + " rows belong to no link", place.part(), place.link(), null));
    }

    private void add(String what, int part, long link, @Nullable UUID command) {
      findings.add(new Finding(what, part, link, command));
    }

    private static boolean same(byte[] one, byte[] other) {
      return MessageDigest.isEqual(one, other);
    }
  }
}
