package dev.rosterline.gateway.console;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Rows of activity as lines of CSV (RFC 4180). */
final class ActivityExport {

  static final String CSV_HEADER =
      "at,operation,result,status,subject,resourceType,resourceId,memberId,scimType,detail,changed,leniencies,token,client,id\r\n";

  private ActivityExport() {}

  static String csv(JsonNode row) {
    return Stream.of(
                row.path("at"),
                row.path("operation"),
                row.path("result"),
                row.path("status"),
                row.path("subject"),
                row.path("resourceType"),
                row.path("resourceId"),
                row.path("memberId"),
                row.path("scimType"),
                row.path("detail"),
                row.path("changed"),
                row.path("leniencies"),
                row.path("source").path("tokenName"),
                row.path("source").path("client"),
                row.path("id"))
            .map(ActivityExport::text)
            .map(ActivityExport::field)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    }
    return value.asString("");
  }

  /** What a spreadsheet would take for a formula is kept text by an apostrophe. */
  private static String field(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
