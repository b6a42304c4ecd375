package dev.rosterline.scim.quirks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.json.Leniency;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.json.ValidResource;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schemas;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each deviation, told apart from what it resembles; the source is that of its class. */
class QuirksTests {

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  @Nested
  @DisplayName("Entra: manager as a bare id (SCIM-SDK 686)")
  class BareValueTests {

    @Test
    void aStringIsTheValue() {
      Attribute manager = Objects.requireNonNull(Schemas.ENTERPRISE_USER.attribute("manager"));
      assertThat(BareValue.wrap(manager, json("'26118915'")))
          .contains((tools.jackson.databind.node.ObjectNode) json("{'value':'26118915'}"));
      assertThat(BareValue.wrap(manager, json("7"))).isEmpty();
      assertThat(BareValue.wrap(manager, json("['a']"))).isEmpty();
    }

    @Test
    void anAttributeWithoutValueIsNotGuessed() {
      Attribute name = Objects.requireNonNull(Schemas.USER.attribute("name"));
      assertThat(BareValue.wrap(name, json("'Ada Lovelace'"))).isEmpty();
    }
  }

  @Nested
  @DisplayName("Okta: manager.displayName is set (developer.okta.com, SCIM 2.0)")
  class ManagerNameTests {

    private static final String MANAGED =
        "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada','"
            + Schemas.ENTERPRISE_URN
            + "':{'manager':%s}}";
    private static final String ONE = "{'value':'m1','displayName':'Grace'}";

    private static JsonNode manager(JsonNode document) {
      return document.path(Schemas.ENTERPRISE_URN).path("manager");
    }

    private static ValidResource read(String manager, Mode mode) {
      return ResourceReader.read(
          ResourceType.USER, (ObjectNode) json(MANAGED.formatted(manager)), mode);
    }

    private static JsonNode patched(String path, String value) {
      String operation =
          "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'replace','path':'%s','value':%s}]}"
              .formatted(Schemas.ENTERPRISE_URN + ":" + path, value)
              .replace('\'', '"');
      Patch patch =
          PatchReader.read(
              ResourceType.USER,
              operation.getBytes(java.nio.charset.StandardCharsets.UTF_8),
              Mode.LENIENT);
      ObjectNode current = read(ONE, Mode.LENIENT).document();
      return manager(PatchApplier.apply(ResourceType.USER, current, patch).document());
    }

    @Test
    void itIsKeptBesideTheId() {
      ValidResource user = read(ONE, Mode.LENIENT);
      assertThat(manager(user.document())).isEqualTo(json(ONE));
      assertThat(user.leniencies()).containsExactly(Leniency.MANAGER_NAMED);
      assertThat(read("{'displayName':'Grace'}", Mode.LENIENT).document().findValue("manager"))
          .isNull();
    }

    @Test
    void itIsNotInStrictMode() {
      assertThat(manager(read(ONE, Mode.STRICT).document())).isEqualTo(json("{'value':'m1'}"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "manager.displayName | \"Hopper\"                            |"
              + " {'value':'m1','displayName':'Hopper'}",
          "manager             | {\"displayName\":\"Hopper\"}          |"
              + " {'value':'m1','displayName':'Hopper'}",
          "manager             | {\"value\":\"m2\",\"displayName\":\"H\"} |"
              + " {'value':'m2','displayName':'H'}",
          "manager             | {\"value\":\"m1\"}                    |"
              + " {'value':'m1','displayName':'Grace'}",
          "manager             | {\"value\":\"m2\"}                    | {'value':'m2'}",
          "manager.value       | \"m2\"                                | {'value':'m2'}"
        })
    void itIsUpdatedAndGoesWithWhomItNames(String path, String value, String after) {
      assertThat(patched(path, value)).isEqualTo(json(after));
    }
  }

  @Nested
  @DisplayName("Entra: Add, Replace, Remove (learn.microsoft.com, develop a SCIM endpoint)")
  class CapitalisedOpTests {

    @ParameterizedTest
    @CsvSource({"Add,add,true", "REPLACE,replace,true", "remove,remove,false"})
    void letterCaseIsPutRight(String sent, String canonical, boolean deviates) {
      assertThat(CapitalisedOp.canonical(sent)).isEqualTo(canonical);
      assertThat(CapitalisedOp.matches(sent)).isEqualTo(deviates);
    }

    @Test
    void noLanguageChangesThat() {
      var before = java.util.Locale.getDefault();
      try {
        java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
        assertThat(CapitalisedOp.canonical("ADD_I")).isEqualTo("add_i");
      } finally {
        java.util.Locale.setDefault(before);
      }
    }
  }

  @Nested
  @DisplayName("Okta: id and meta come back (developer.okta.com, SCIM 2.0)")
  class EchoedAttributesTests {

    @ParameterizedTest
    @ValueSource(strings = {"id", "ID", "meta", "schemas", "groups"})
    void whatTheServerWritesIsAnEcho(String name) {
      assertThat(EchoedAttributes.matches(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"externalId", "members", "roles", "ids"})
    void whatClientsWriteIsNone(String name) {
      assertThat(EchoedAttributes.matches(name)).isFalse();
    }
  }

  @Nested
  @DisplayName("OneLogin: empty macros (developers.onelogin.com, implement a SCIM API)")
  class EmptyStringTests {

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '"})
    void blanksAreNoValue(String value) {
      assertThat(EmptyString.matches(json(value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'x'", "null", "0", "[]", "false"})
    void anythingElseIsOne(String value) {
      assertThat(EmptyString.matches(json(value))).isFalse();
    }
  }

  @Nested
  @DisplayName("Entra: addresses[type eq \"work\"].locality before there is one (erratum 8097)")
  class FilterCreatedElementTests {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            type eq "work"                      | {'type':'work'}
            type eq "work" and primary eq true  | {'type':'work','primary':true}
            """)
    void equalitiesDescribeAnElement(String filter, String element) {
      assertThat(of(filter)).contains((tools.jackson.databind.node.ObjectNode) json(element));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "type ne \"work\"",
          "type pr",
          "type eq null",
          "not (type eq \"work\")",
          "type eq \"work\" or type eq \"home\"",
          "type eq \"work\" and type eq \"home\""
        })
    void anythingElseDescribesNone(String filter) {
      assertThat(of(filter)).isEmpty();
    }

    private static java.util.Optional<tools.jackson.databind.node.ObjectNode> of(String filter) {
      AttributeRef emails =
          Objects.requireNonNull(AttributeRef.resolve(ResourceType.USER, "emails"));
      return FilterCreatedElement.of(FilterParser.parseElementFilter(emails, filter));
    }
  }

  @Nested
  @DisplayName("Entra: name.givenName as a key (django-scim2)")
  class PathAsKeyTests {

    @ParameterizedTest
    @ValueSource(
        strings = {"name.givenName", "emails[type eq \"work\"].value", "urn:x:User:department"})
    void pathsAreTold(String key) {
      assertThat(PathAsKey.matches(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"userName", "$ref", ""})
    void namesAreNoPaths(String key) {
      assertThat(PathAsKey.matches(key)).isFalse();
    }
  }

  @Nested
  @DisplayName("One value for a list (RFC 7644, 3.5.2.1)")
  class SingleValueTests {

    @Test
    void oneIsAListOfOne() {
      assertThat(SingleValue.asList(json("{'value':'a'}"))).isEqualTo(json("[{'value':'a'}]"));
    }
  }

  @Nested
  @DisplayName("Entra: \"False\" (learn.microsoft.com, known SCIM compatibility issues)")
  class StringBooleanTests {

    @ParameterizedTest
    @CsvSource({"'True',true", "'false',false", "'FALSE',false"})
    void textMeansABoolean(String value, boolean meant) {
      assertThat(StringBoolean.read(json("'" + value + "'"))).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'yes'", "''", "' true'", "1", "null", "true"})
    void nothingElseDoes(String value) {
      assertThat(StringBoolean.read(json(value))).isEmpty();
    }
  }

  @Nested
  @DisplayName("Entra: remove members with a value (azure-docs 30826)")
  class ValueListRemovalTests {

    @ParameterizedTest
    @CsvSource({"null,false", "[],true", "[{}],true"})
    void aListTakesAwayOnlyTheListed(String value, boolean matches) {
      assertThat(ValueListRemoval.matches(json(value))).isEqualTo(matches);
    }
  }
}
