package dev.rosterline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rosterline.contract.RoleMapping.Match;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleRulesTests {

  private static final RoleRules RULES =
      RoleRules.of(
          List.of(
              new RoleMapping(Match.EXACT, "Sales", "seller", false),
              new RoleMapping(Match.PREFIX, "Sales ", "seller", false),
              new RoleMapping(Match.REGEX, "(Class|Course) \\d+[a-c]? teachers", "staff", true),
              new RoleMapping(Match.EXACT, "Everyone", "guest", false)));

  @Test
  void exactIsTheWholeNameInAnyCase() {
    assertThat(RULES.roles(List.of("SALES"))).containsExactly("seller");
    assertThat(RULES.roles(List.of("Salesforce"))).isEmpty();
  }

  @Test
  void prefixIsTheBeginning() {
    assertThat(RULES.roles(List.of("sales EMEA"))).containsExactly("seller");
    assertThat(RULES.roles(List.of("Presales EMEA"))).isEmpty();
  }

  @Test
  void expressionHasToFitTheWholeName() {
    assertThat(RULES.roles(List.of("course 7b teachers"))).containsExactly("staff");
    assertThat(RULES.roles(List.of("course 7b teachers and parents"))).isEmpty();
    assertThat(RULES.teaches(List.of("Class 1 teachers"))).isTrue();
    assertThat(RULES.teaches(List.of("Sales", "Everyone"))).isFalse();
  }

  @Test
  void rolesOfAllGroupsComeTogetherOnce() {
    assertThat(RULES.roles(List.of("Everyone", "Sales", "Sales EMEA")))
        .containsExactly("guest", "seller");
    assertThat(RULES.roles(List.of())).isEmpty();
  }

  @Test
  void badExpressionIsNamedByItsPlace() {
    var good = new RoleMapping(Match.EXACT, "(", "x", false);
    var bad = new RoleMapping(Match.REGEX, "(", "x", false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoleRules.of(List.of(good, bad)))
        .withMessageStartingWith("mappings[1]: pattern is no regular expression");
  }

  /** With backtracking this would outlive us all. */
  @Test
  void noExpressionTakesLong() {
    var rules = RoleRules.of(List.of(new RoleMapping(Match.REGEX, "(a+)+(a+)+(a+)+b", "x", false)));
    assertThat(rules.roles(List.of("a".repeat(2_000)))).isEmpty();
  }
}
