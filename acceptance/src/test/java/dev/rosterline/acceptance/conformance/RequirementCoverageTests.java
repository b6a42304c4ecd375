package dev.rosterline.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** No requirement is forgotten, and the report is that of the tests there are. */
class RequirementCoverageTests {

  private final List<RequirementList.Row> rows = RequirementList.read();

  @Test
  void everyBindingRequirementHasATestOrAReason() {
    var tests = ConformanceTestClasses.tests();
    assertThat(rows)
        .filteredOn(row -> row.binding() && !tests.containsKey(row.id()))
        .filteredOn(row -> row.untested().isBlank())
        .extracting(RequirementList.Row::id)
        .isEmpty();
  }

  @Test
  void everyTestShowsARequirementOfTheList() {
    assertThat(rows)
        .extracting(RequirementList.Row::id)
        .doesNotHaveDuplicates()
        .containsAll(ConformanceTestClasses.tests().keySet());
  }

  @Test
  void reportIsThatOfTheRequirementsAndTestsOfNow() {
    var report = Report.read();
    assertThat(report)
        .as("docs/conformance.md; write it with %s", Report.COMMAND)
        .isEqualTo(Report.of(rows, ConformanceTestClasses.tests(), Report.failing(report)));
  }

  @Test
  void failureMakesEachOfItsRequirementsFailed() {
    var row = new RequirementList.Row("F-01", "M", "7644 3.4.2.2", "operators", "");
    var tests = new TreeMap<>(java.util.Map.of("F-01", List.of("A.a", "A.b")));
    assertThat(Report.of(List.of(row), tests, new TreeMap<>())).contains("| passed |");
    var failing = new TreeMap<>(java.util.Map.of("A.b", "said no"));
    var report = Report.of(List.of(row), tests, failing);
    assertThat(report).contains("| failed |");
    assertThat(Report.failing(report)).isEqualTo(failing);
  }
}
