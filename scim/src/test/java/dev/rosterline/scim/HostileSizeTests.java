package dev.rosterline.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.rosterline.scim.bulk.BulkReader;
import dev.rosterline.scim.bulk.BulkReferences;
import dev.rosterline.scim.bulk.BulkRequest;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** As much as is taken in one request costs no more than its size: a second is generous. */
class HostileSizeTests {

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int MEBIBYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{\"a\":",
        "(",
        "not (",
        "emails[",
        "\\",
        "\"",
        "a.",
        "urn:",
        "bulkId:",
        "\"bulkId:",
        "/bulkId:/",
        ",",
        "userName pr and ",
        "\u0000"
      })
  void oneThingAMillionTimes(String thing) {
    String text = thing.repeat(MEBIBYTE / thing.length());
    within(() -> FilterParser.parse(ResourceType.USER, text));
    within(() -> Projection.of(ResourceType.USER, text, text));
    within(() -> BulkReader.read(utf8(text)));
    within(() -> PatchReader.read(ResourceType.USER, utf8(text), Mode.LENIENT));
    within(
        () ->
            PatchReader.read(
                ResourceType.USER, patch(operation("add", text, "\"x\"")), Mode.STRICT));
    within(() -> BulkReferences.names(JsonNodeFactory.instance.objectNode().put("path", text)));
  }

  @Test
  void manyValues() {
    String emails = list(25_000, i -> "{\"value\": \"%d@x\", \"type\": \"work\"}".formatted(i));
    within(
        () ->
            ResourceReader.read(
                ResourceType.USER,
                utf8(
                    "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:User\"], \"userName\": \"a\","
                        + " \"emails\": "
                        + emails
                        + "}"),
                Mode.LENIENT));
    within(() -> applied(patch(operation("add", "emails", emails))));
    String many = list(8_000, i -> "{\"display\": \"%d\", \"type\": \"work\"}".formatted(i));
    for (String values : List.of(emails, many)) {
      within(
          () ->
              applied(
                  patch(
                      operation("add", "emails", values)
                          + ","
                          + operation("remove", "emails", values))));
      within(
          () ->
              applied(
                  patch(
                      operation("add", "emails", values)
                          + ","
                          + operation("remove", "emails[type eq \"work\"]", "null"))));
    }
  }

  /** "Aa" and "BB" have one hash, and so has whatever is made of as many of them. */
  @Test
  void manyValuesOfOneHash() {
    String emails =
        list(
            16_000,
            i ->
                "{\"value\": \"%s\"}"
                    .formatted(
                        IntStream.range(0, 14)
                            .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                            .collect(Collectors.joining())));
    within(() -> applied(patch(operation("add", "emails", emails))));
  }

  @Test
  void manyOperations() {
    within(
        () ->
            applied(
                patch(
                    IntStream.range(0, PatchReader.MAX_OPERATIONS)
                        .mapToObj(
                            i ->
                                operation(
                                    "add",
                                    "emails",
                                    "[{\"value\": \"%d@x\", \"type\": \"t%d\"}]".formatted(i, i)))
                        .collect(Collectors.joining(",")))));
  }

  @Test
  void manyMembers() {
    String members = list(20_000, i -> "{\"value\": \"%032x\"}".formatted(i));
    within(
        () ->
            PatchReader.read(
                ResourceType.GROUP, patch(operation("remove", "members", members)), Mode.LENIENT));
    within(
        () ->
            PatchReader.read(
                ResourceType.GROUP, patch(operation("add", "members", members)), Mode.STRICT));
  }

  @Test
  void manyOperationsInBulk() {
    String operations =
        list(
            BulkRequest.MAX_OPERATIONS,
            i ->
                "{\"method\": \"POST\", \"path\": \"/Users\", \"bulkId\": \"%d\", \"data\": {\"a\": \"%s\"}}"
                    .formatted(i, "bulkId:x/".repeat(80)));
    within(
        () ->
            BulkReader.read(
                    utf8(
                        "{\"schemas\": [\"%s\"], \"Operations\": %s}"
                            .formatted(BulkRequest.SCHEMA, operations)))
                .operations()
                .forEach(operation -> BulkReferences.names(operation.data())));
  }

  private static void applied(byte[] body) {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "ada");
    PatchApplier.apply(
        ResourceType.USER, user, PatchReader.read(ResourceType.USER, body, Mode.LENIENT));
  }

  private static String list(int size, IntFunction<String> element) {
    return IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
  }

  private static byte[] patch(String operations) {
    return utf8(
        "{\"schemas\": [\"%s\"], \"Operations\": [%s]}".formatted(PatchReader.SCHEMA, operations));
  }

  private static String operation(String op, String path, String value) {
    String quoted = JsonNodeFactory.instance.stringNode(path).toString();
    return "{\"op\": \"%s\", \"path\": %s, \"value\": %s}".formatted(op, quoted, value);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void within(Runnable call) {
    assertTimeout(
        LIMIT,
        () -> {
          try {
            call.run();
          } catch (ScimException e) {
            assertThat(e.error().status()).isBetween(400, 499);
            assertThat(e.error().detail()).hasSizeLessThan(2_000);
          }
        });
  }
}
