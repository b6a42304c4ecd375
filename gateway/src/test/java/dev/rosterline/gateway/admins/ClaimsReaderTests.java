package dev.rosterline.gateway.admins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import tools.jackson.databind.json.JsonMapper;

class ClaimsReaderTests {

  private static final UUID ONE = UUID.fromString("0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b");
  private static final UUID TWO = UUID.fromString("1b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b");

  @Test
  void listNamesTheAccounts() {
    assertThat(read("", List.of(ONE.toString(), TWO.toString())))
        .isEqualTo(new Permissions(false, Set.of(ONE, TWO)));
  }

  @Test
  void oneTextIsAListOfOne() {
    assertThat(read("", ONE.toString())).isEqualTo(new Permissions(false, Set.of(ONE)));
  }

  @Test
  void starGivesAll() {
    assertThat(read("rosterline:", List.of("rosterline:*"))).isEqualTo(Permissions.ALL);
  }

  @Test
  void otherGroupsGiveNothing() {
    assertThat(read("rosterline:", List.of("*", ONE.toString(), "staff", 7)))
        .isEqualTo(Permissions.NONE);
  }

  @Test
  void missingOrOddClaimsGiveNothing() {
    assertThat(read("", null)).isEqualTo(Permissions.NONE);
    assertThat(read("", true)).isEqualTo(Permissions.NONE);
    assertThat(read("", Map.of("*", "*"))).isEqualTo(Permissions.NONE);
    assertThat(read("", List.of("1-1-1-1-1"))).isEqualTo(Permissions.NONE);
  }

  @Test
  void listsShowNoOtherAccount() {
    var one = JsonMapper.shared().createObjectNode().put("id", ONE.toString());
    var two = JsonMapper.shared().createObjectNode().put("id", TWO.toString());
    assertThat(read("", ONE.toString()).visible(List.of(one, two))).containsExactly(one);
    assertThat(Permissions.ALL.visible(List.of(one, two))).containsExactly(one, two);
    assertThat(Permissions.NONE.visible(List.of(one, two))).isEmpty();
  }

  @Test
  void sessionKeepsTheNameThePermissionsAndTheTokenAndNothingElse() {
    Map<String, Object> claims =
        Map.of(
            "sub", "s-1", "email", "mira@a.example", "groups", List.of("*"), "birthdate", "1815");
    var given = new DefaultOidcUser(List.of(), new OidcIdToken("a.b.c", null, null, claims));
    var kept = reader("").lean(given, "email");
    assertThat(kept.getName()).isEqualTo("mira@a.example");
    assertThat(kept.getIdToken().getTokenValue()).isEqualTo("a.b.c");
    assertThat(kept.getClaims()).containsOnlyKeys("sub", "email");
    assertThat(List.copyOf(kept.getAuthorities()))
        .isEqualTo(List.copyOf(Permissions.ALL.authorities()));
  }

  private static ClaimsReader reader(String prefix) {
    return new ClaimsReader(
        new AdminsProperties(
            true, "groups", prefix, "sub", 5, Duration.ofMinutes(1), Duration.ofHours(12)));
  }

  private static Permissions read(String prefix, Object claim) {
    Map<String, Object> claims = new HashMap<>();
    if (claim != null) {
      claims.put("groups", claim);
    }
    return reader(prefix).permissions(claims);
  }
}
