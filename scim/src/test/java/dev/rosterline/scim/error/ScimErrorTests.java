package dev.rosterline.scim.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScimErrorTests {

  @Test
  void statusIsAString() {
    assertThat(
            new String(
                ScimError.conflict("userName \"ä\" is taken").toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"409\",\"scimType\":\"uniqueness\",\"detail\":\"userName \\\"ä\\\" is taken\"}");
    assertThat(new String(ScimError.notFound("x").toJson(), StandardCharsets.UTF_8))
        .doesNotContain("scimType");
  }

  @ParameterizedTest
  @EnumSource
  void keywordsRoundTrip(ScimType type) {
    assertThat(ScimType.ofWire(type.wire())).isEqualTo(type);
  }

  @Test
  void aRefusalCostsNoStackTrace() {
    assertThat(new ScimException(ScimError.notFound("x")).getStackTrace()).isEmpty();
  }
}
