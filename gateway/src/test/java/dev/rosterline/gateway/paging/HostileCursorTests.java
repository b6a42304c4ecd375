package dev.rosterline.gateway.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes as a cursor that we have not given is invalid, and nothing else. */
class HostileCursorTests {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final byte[] QUERY = {1, 2, 3};

  private final CursorSeal seal =
      new CursorSeal(new SecretKeySpec(new byte[32], "HmacSHA256"), Duration.ofHours(1));

  @Property(seed = "42", tries = 2000)
  void anyText(@ForAll String cursor) {
    refused(cursor);
  }

  @Property(seed = "42", tries = 2000)
  void anyBytes(@ForAll @Size(max = 100) byte[] bytes) {
    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Property(seed = "42", tries = 2000)
  void aCursorThatWasCutOrHasSomethingMore(
      @ForAll @IntRange(max = 80) int cut, @ForAll String more) {
    String given = seal.seal(new Bookmark(new Position("ada", new UUID(7, 7)), 10, 20), QUERY, NOW);
    String changed = given.substring(0, Math.min(cut, given.length())) + more;
    if (!changed.equals(given)) {
      refused(changed);
    }
  }

  @Property(seed = "42", tries = 20)
  void longOnes(@ForAll @IntRange(min = 1, max = 20) int size) {
    refused("A".repeat(size * 4096));
  }

  private void refused(String cursor) {
    ScimException refusal =
        catchThrowableOfType(ScimException.class, () -> seal.open(cursor, QUERY, 10, NOW));
    assertThat(refusal.error().type()).isEqualTo(ScimType.INVALID_CURSOR);
    assertThat(refusal.error().detail()).hasSizeLessThan(200);
  }
}
