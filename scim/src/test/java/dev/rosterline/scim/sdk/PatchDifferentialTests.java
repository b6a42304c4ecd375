package dev.rosterline.scim.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.sdk.PatchDifference.Case;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a PATCH leaves of a user, by the SCIM-SDK and by us: the same, or both refuse, unless it is
 * a {@link PatchDifference}. Of several operations each is compared on what we made of the ones
 * before. The seed is fixed: what the other library does differently is its business, and a suite
 * should not fail on the day that somebody meets a difference nobody has listed yet.
 */
class PatchDifferentialTests {

  private static final String USER =
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada",
       "name": {"givenName": "A", "familyName": "B"},
       "emails": [{"value": "a@x", "type": "work", "primary": true}, {"value": "a@y", "type": "home"}]}
      """;

  @Property(seed = "42", tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void theSdkMakesTheSameOfIt(
      @ForAll("users") ObjectNode user,
      @ForAll("samples") List<PatchSample> samples,
      @ForAll Mode mode) {
    ObjectNode current = user;
    for (PatchSample sample : samples) {
      Case that = PatchCases.of(sample, mode, current);
      if (!that.same()) {
        assertThat(Arrays.stream(PatchDifference.values()).filter(d -> d.explains(that)))
            .as("%s", that)
            .isNotEmpty();
      }
      ObjectNode after = that.ours();
      current = after == null ? current : after;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereItDiffersTheRfcDecides(PatchDifference difference) {
    ObjectNode user = (ObjectNode) ScimJson.MAPPER.readTree(USER);
    Case that = PatchCases.of(difference.example(), difference.mode(), user);
    assertThat(that.same()).isFalse();
    assertThat(difference.explains(that)).as("%s", that).isTrue();
  }

  @Provide
  Arbitrary<ObjectNode> users() {
    return PatchSample.users();
  }

  @Provide
  Arbitrary<List<PatchSample>> samples() {
    return PatchSample.any().list().ofMinSize(1).ofMaxSize(4);
  }
}
