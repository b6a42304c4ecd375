package dev.rosterline.acceptance.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The requirements, in the order of the report. */
final class RequirementList {

  private static final int COLUMNS = 5;

  private RequirementList() {}

  /**
   * One requirement.
   *
   * @param level M must, S should, O optional, D our choice where the text is silent, X a habit of
   *     clients
   * @param untested why no test shows it, empty when one does
   */
  record Row(String id, String level, String section, String line, String untested) {

    /** Whether it needs a test or a reason for having none. */
    boolean binding() {
      return !level.equals("O");
    }
  }

  static List<Row> read() {
    try (var in = RequirementList.class.getResourceAsStream("/conformance/requirements.tsv")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).map(RequirementList::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    var cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException("not five columns: " + line);
    }
    return new Row(cells[0], cells[1], cells[2], cells[3], cells[4]);
  }
}
