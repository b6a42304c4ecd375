package dev.rosterline.audit.integrity;

import dev.rosterline.audit.integrity.Chain.Head;
import dev.rosterline.audit.integrity.Report.Finding;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether chains are still those that were signed: each head that was, is a link now, with the same
 * hash.
 */
final class SignedHeadsDecider {

  private SignedHeadsDecider() {}

  private record Place(int part, long seq) {}

  static List<Finding> findings(
      List<SignedHeads> signed, List<VerificationStore.StoredLink> links, PublicKey key) {
    Map<Place, byte[]> hashes = new HashMap<>();
    links.forEach(link -> hashes.put(place(link.head()), link.head().hash()));
    List<Finding> findings = new ArrayList<>();
    for (SignedHeads one : signed) {
      if (!SigningKeys.isSigned(key, one.signed(), one.signature())) {
        findings.add(new Finding("the heads of " + one.at() + " are not signed", 0, 0, null));
        continue;
      }
      for (Head head : one.all()) {
        byte[] hash = hashes.get(place(head));
        if (head.seq() > 0 && !MessageDigest.isEqual(hash, head.hash())) {
          String what = hash == null ? "is gone since it" : "was written anew since it";
          findings.add(
              new Finding(
                  what + " was signed at " + one.at(), head.chain().part(), head.seq(), null));
        }
      }
    }
    return findings;
  }

  private static Place place(Head head) {
    return new Place(head.chain().part(), head.seq());
  }
}
