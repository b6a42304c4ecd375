package dev.rosterline.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.AccountPolicy.OnDelete;
import dev.rosterline.contract.MemberId;
import dev.rosterline.scim.json.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyWireTests {

  @Test
  void nothingStoredIsTheDefault() {
    assertThat(PolicyWire.read(TestMessages.json("{}"))).isEqualTo(AccountPolicy.DEFAULT);
  }

  @Test
  void changeLeavesWhatItDoesNotName() {
    AccountPolicy policy =
        PolicyWire.changed(
            AccountPolicy.DEFAULT,
            TestMessages.json(
                "{\"matchOn\":\"email\",\"mode\":\"strict\",\"defaultRole\":\"staff\",\"version\":9}"));
    assertThat(policy.matchOn()).isEqualTo(MatchOn.EMAIL);
    assertThat(policy.mode()).isEqualTo(Mode.STRICT);
    assertThat(policy.defaultRole()).isEqualTo("staff");
    assertThat(policy.onDelete()).isEqualTo(OnDelete.REMOVE);
    assertThat(policy.version()).isZero();
    assertThat(PolicyWire.differences(AccountPolicy.DEFAULT, policy))
        .isEqualTo(List.of("matchOn", "defaultRole", "mode"));
    assertThat(PolicyWire.read(PolicyWire.write(policy))).isEqualTo(policy);
    assertThat(
            PolicyWire.changed(policy, TestMessages.json("{\"defaultRole\":null}")).defaultRole())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"gracePeriodDays\":91}",
        "{\"gracePeriodDays\":-1}",
        "{\"gracePeriodDays\":1.5}",
        "{\"gracePeriodDays\":\"7\"}",
        "{\"gracePeriodDays\":null}",
        "{\"onDelete\":\"explode\"}",
        "{\"onDelete\":null}",
        "{\"matchOn\":\"phone\"}",
        "{\"defaultRole\":\"\"}",
        "{\"defaultRole\":7}",
        "{\"accountType\":true}",
        "{\"ssoActive\":\"yes\"}",
        "{\"integrationEnabled\":null}",
        "{\"mode\":\"LENIENT\"}",
        "{\"brakePercent\":101}",
        "{\"protectedMembers\":\"all\"}",
        "{\"protectedMembers\":[\"ann\"]}",
        "{\"protectedMembers\":{\"add\":[1]}}"
      })
  void valueThatCannotBeIsNamed(String changes) {
    var node = TestMessages.json(changes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyWire.changed(AccountPolicy.DEFAULT, node))
        .withMessageContaining(node.propertyNames().iterator().next());
  }

  @Test
  void someAreProtectedAndOthersNoLonger() {
    String ann = "01990000-0000-7000-8000-00000000000a";
    String bob = "01990000-0000-7000-8000-00000000000b";
    AccountPolicy one = changed(AccountPolicy.DEFAULT, "[\"" + ann + "\"]");
    AccountPolicy two = changed(one, "{\"add\":[\"" + bob + "\",\"" + ann + "\"]}");
    assertThat(two.protectedMembers()).containsExactly(MemberId.of(ann), MemberId.of(bob));
    assertThat(changed(two, "{\"remove\":[\"" + ann + "\"]}").protectedMembers())
        .containsExactly(MemberId.of(bob));
    assertThat(PolicyWire.read(PolicyWire.write(two))).isEqualTo(two);
  }

  private static AccountPolicy changed(AccountPolicy policy, String members) {
    return PolicyWire.changed(policy, TestMessages.json("{\"protectedMembers\":" + members + "}"));
  }

  @Test
  void membersThatAreNoSettingsAreNamed() {
    assertThat(PolicyWire.unknown(TestMessages.json("{\"mode\":\"strict\",\"colour\":1}")))
        .containsExactly("colour");
  }

  @ParameterizedTest
  @MethodSource("presets")
  void presetIsAPolicyAndLeavesThePreconditionsAlone(PolicyPresets.Preset preset) {
    assertThat(PolicyWire.unknown(preset.settings())).isEmpty();
    assertThat(preset.settings().propertyNames())
        .doesNotContain("ssoActive", "planIncludesProvisioning", "integrationEnabled");
    assertThat(PolicyWire.changed(AccountPolicy.DEFAULT, preset.settings())).isNotNull();
  }

  static List<PolicyPresets.Preset> presets() {
    assertThat(PolicyPresets.all()).hasSize(4);
    return PolicyPresets.all();
  }
}
