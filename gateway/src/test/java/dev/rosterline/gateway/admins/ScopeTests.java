package dev.rosterline.gateway.admins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

class ScopeTests {

  private static final UUID ACCOUNT = UUID.fromString("0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/accounts/0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b/people",
        "/console/accounts/0B6F3C1E-4A7D-4E0E-9F1A-2C3D4E5F6A7B/setup",
        "/console/accounts/0b6f3c1e%2D4a7d-4e0e-9f1a-2c3d4e5f6a7b/setup",
        "/console/accounts/0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b;x=1/setup",
        "/admin/v1/accounts/0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b",
        "/admin/v1/accounts/0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b/tokens/1"
      })
  void pathsThatNameAnAccountAreAboutIt(String path) {
    assertThat(get(path)).isEqualTo(new Scope.OneAccount(ACCOUNT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/admin/v1/accounts",
        "/admin/v1/policy-presets",
        "/admin/v1/openapi.yaml"
      })
  void listsAreAboutWhatOneHas(String path) {
    assertThat(get(path)).isEqualTo(new Scope.OwnAccounts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/v1/accounts/1-1-1-1-1",
        "/admin/v1/accounts/everything",
        "/admin/v1/something-new",
        "/admin/v2/accounts/0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b",
        "/console/something-new"
      })
  void whatNoRuleKnowsIsAboutAll(String path) {
    assertThat(get(path)).isEqualTo(new Scope.AllAccounts());
  }

  @Test
  void makingAnAccountIsAboutAll() {
    assertThat(Scope.of(HttpMethod.POST, PathContainer.parsePath("/admin/v1/accounts")))
        .isEqualTo(new Scope.AllAccounts());
  }

  private static Scope get(String path) {
    return Scope.of(HttpMethod.GET, PathContainer.parsePath(path));
  }
}
