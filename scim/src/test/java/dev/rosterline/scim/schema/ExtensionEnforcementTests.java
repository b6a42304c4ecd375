package dev.rosterline.scim.schema;

import static dev.rosterline.scim.schema.TestExtensions.STAFF;
import static dev.rosterline.scim.schema.TestExtensions.URN;
import static dev.rosterline.scim.schema.TestExtensions.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.scim.discovery.Discovery;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.filter.FilterEvaluator;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.json.Leniency;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.json.ValidResource;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What an account declares is enforced wherever its documents are read, and nowhere else. */
class ExtensionEnforcementTests {

  private static final String WHOLE =
      "{'badge':'B7','shift':'Late','floor':3,'since':'2026-01-01T00:00:00Z','remote':true,"
          + "'site':'Oslo','audited':'no','skills':['go','sql'],'keys':[{'value':'k1','type':'door'}]}";

  @Test
  void isReadAsDeclared() {
    ObjectNode read = read(WHOLE).document();
    assertThat(read.path(URN).path("floor").asInt()).isEqualTo(3);
    assertThat(read.path(URN).has("audited")).isFalse();
    assertThat(read.path("schemas").toString()).contains(URN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'shift':'late'}                            | :badge" is required
          {'badge':7}                                 | must be a string
          {'badge':'B','floor':'third'}               | must be an integer
          {'badge':'B','since':'yesterday'}           | must be a date
          {'badge':'B','since':'+99999-01-01T00:00:00Z'} | to the year 9999
          {'badge':'B','shift':'night'}               | must be one of [early, late]
          {'badge':'B','keys':[{'value':true}]}       | must be a string
          """)
  void isRefusedOtherwise(String value, String why) {
    assertThatThrownBy(() -> read(value))
        .isInstanceOf(ScimException.class)
        .hasMessageContaining(why);
  }

  @Test
  void isUnknownOutsideTheAccount() {
    ValidResource read = ResourceReader.read(ResourceType.USER, user(WHOLE), Mode.LENIENT);
    assertThat(read.document().has(URN)).isFalse();
    assertThat(read.leniencies()).contains(Leniency.UNKNOWN_SCHEMA);
    assertThatThrownBy(() -> FilterParser.parse(ResourceType.USER, URN + ":badge eq \"B7\""))
        .isInstanceOf(ScimException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'op':'replace','path':'URN:floor','value':4}              | floor | 4
          {'op':'add','path':'URN:skills','value':['go','java']}     | skills | ['go','sql','java']
          {'op':'remove','path':'URN:skills','value':['go']}         | skills | ['sql']
          {'op':'replace','path':'URN:keys[type eq \\"door\\"].value','value':'k2'} | keys | [{'value':'k2','type':'door'}]
          {'op':'add','value':{'URN':{'shift':'early'}}}             | shift | 'early'
          """)
  void isPatchedFarFromWhereItWasDeclared(String operation, String name, String expected) {
    Patch patch = Patch.fromJson(ResourceType.USER, patch(operation).toJson());
    ObjectNode after =
        PatchApplier.apply(ResourceType.USER, read(WHOLE).document(), patch).document();
    assertThat(after.path(URN).path(name).toString().replace('"', '\'')).isEqualTo(expected);
    assertThat(after.path("schemas").toString()).contains(URN);
  }

  @Test
  void patchCannotLeaveOutWhatIsRequired() {
    ObjectNode bare =
        within(() -> ResourceReader.read(ResourceType.USER, json("{'userName':'a'}"), Mode.LENIENT))
            .document();
    Patch partial =
        Patch.fromJson(
            ResourceType.USER, patch("{'op':'add','path':'URN:floor','value':1}").toJson());
    assertThatThrownBy(() -> PatchApplier.apply(ResourceType.USER, bare, partial))
        .hasMessageContaining(":badge\" is required");
    assertThatThrownBy(() -> patch("{'op':'remove','path':'URN:badge'}"))
        .hasMessageContaining("cannot be removed");
    assertThatThrownBy(() -> patch("{'op':'replace','path':'URN:audited','value':'x'}"))
        .hasMessageContaining("read-only");
    assertThatThrownBy(() -> patch("{'op':'replace','path':'URN:shift','value':'x'}"))
        .hasMessageContaining("one of");
  }

  @Test
  void patchOfAnotherAttributeKeepsIt() {
    Patch title =
        within(
            () ->
                PatchReader.read(
                    ResourceType.USER,
                    operations("{'op':'add','path':'title','value':'x'}"),
                    Mode.LENIENT));
    ObjectNode before = read(WHOLE).document();
    var result =
        PatchApplier.apply(
            ResourceType.USER, before, Patch.fromJson(ResourceType.USER, title.toJson()));
    assertThat(result.document().get(URN)).isEqualTo(before.get(URN));
    assertThat(result.document().get("schemas")).isEqualTo(before.get("schemas"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          URN:badge eq "B7"     | true
          URN:badge eq "b7"     | false
          URN:shift eq "late"   | true
          URN:floor gt 2        | true
          URN:keys.value eq "k1" | true
          URN:skills eq "sql"   | true
          URN:since lt "2025-01-01T00:00:00Z" | false
          """)
  void isFiltered(String filter, boolean matches) {
    var parsed = within(() -> FilterParser.parse(ResourceType.USER, filter.replace("URN", URN)));
    assertThat(FilterEvaluator.matches(parsed, read(WHOLE).document())).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -            | -            | true  | false | true
          userName     | -            | false | false | true
          URN:remote   | -            | false | true  | true
          URN          | -            | true  | true  | true
          -            | URN          | false | false | true
          -            | URN:badge    | false | false | true
          """)
  void isShownAsDeclared(
      String attributes, String excluded, boolean badge, boolean remote, boolean site) {
    Projection projection =
        within(
            () ->
                Projection.of(
                    ResourceType.USER,
                    attributes == null ? null : attributes.replace("URN", URN),
                    excluded == null ? null : excluded.replace("URN", URN)));
    ObjectNode shown = projection.apply(read(WHOLE).document());
    assertThat(
            List.of(
                shown.path(URN).has("badge"),
                shown.path(URN).has("remote"),
                shown.path(URN).has("site")))
        .containsExactly(badge, remote, site);
  }

  @Test
  void isDiscoveredByItsAccount() {
    assertThat(within(() -> Discovery.schemas("https://x")).toString()).contains("\"id\":\"" + URN);
    assertThat(within(() -> Discovery.schema("https://x", URN))).isPresent();
    assertThat(within(() -> Discovery.resourceTypes("https://x")).toString()).contains(URN);
    assertThat(Discovery.schemas("https://x").toString()).doesNotContain(URN);
  }

  private static ValidResource read(String value) {
    return within(() -> ResourceReader.read(ResourceType.USER, user(value), Mode.LENIENT));
  }

  private static ObjectNode user(String value) {
    return json(
        "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User','"
            + URN
            + "'],'userName':'ada','"
            + URN
            + "':"
            + value
            + "}");
  }

  private static Patch patch(String operation) {
    return within(() -> PatchReader.read(ResourceType.USER, operations(operation), Mode.LENIENT));
  }

  private static byte[] operations(String operation) {
    return json("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':["
            + operation.replace("URN", URN)
            + "]}")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T within(Supplier<T> reading) {
    return AccountSchemas.within(List.of(STAFF), reading);
  }
}
