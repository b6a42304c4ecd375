package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.scim.filter.FilterEvaluator;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The database finds what the evaluator of module {@code scim}, written without any SQL, finds in
 * the same resources as clients see them.
 */
@Tag("process")
class FilterIntegrationTests {

  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final UUID ANN = UUID.fromString("01940000-0000-7000-8000-00000000000a");
  private static final UUID BEA = UUID.fromString("01940000-0000-7000-8000-00000000000b");
  private static final UUID BEA_BEFORE = UUID.fromString("01940000-0000-7000-8000-0000000000b0");
  private static final UUID CARL = UUID.fromString("01940000-0000-7000-8000-00000000000c");
  private static final UUID DORA = UUID.fromString("01940000-0000-7000-8000-00000000000d");
  private static final UUID EVE = UUID.fromString("01940000-0000-7000-8000-00000000000e");
  private static final UUID GONE = UUID.fromString("01940000-0000-7000-8000-0000000000ff");
  private static final UUID AWAITED = UUID.fromString("01940000-0000-7000-8000-0000000000ee");
  private static final UUID STAFF = UUID.fromString("01940000-0000-7000-8000-000000000101");
  private static final UUID NIGHT = UUID.fromString("01940000-0000-7000-8000-000000000102");
  private static final UUID EMPTY = UUID.fromString("01940000-0000-7000-8000-000000000103");

  private static final RepresentationWriter WRITER =
      new RepresentationWriter("http://localhost:8080");
  private static final AccountScope SCOPE = new AccountScope(SharedDatabase.gateway());
  private static final DirectoryStore STORE = new DirectoryStore(SCOPE, WRITER);
  private static final Pages PAGES = TestDirectory.pages(STORE, SCOPE, SharedDatabase.gateway());

  @BeforeAll
  static void fill() {
    users(ACCOUNT);
    SharedDatabase.group(
        ACCOUNT,
        STAFF,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"All Staff","externalId":"G-1"}
        """);
    SharedDatabase.group(
        ACCOUNT,
        NIGHT,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Night_shift 100%"}
        """);
    SharedDatabase.group(
        ACCOUNT,
        EMPTY,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Empty"}
        """);
    for (UUID member : List.of(ANN, BEA_BEFORE, GONE, AWAITED, NIGHT)) {
      SharedDatabase.membership(ACCOUNT, STAFF, member);
    }
    SharedDatabase.membership(ACCOUNT, NIGHT, CARL);
    SharedDatabase.membership(ACCOUNT, EMPTY, AWAITED);
    SharedDatabase.membership(ACCOUNT, EMPTY, GONE);
    UUID stranger = UUID.randomUUID();
    SharedDatabase.user(OTHER, stranger, "{\"userName\":\"ann@corp.example\"}");
  }

  private static void users(UUID account) {
    SharedDatabase.user(
        account,
        ANN,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
         "userName":"Ann@corp.example","externalId":"Ext-1","displayName":"Ann O'Malley","title":"Nurse","active":true,
         "name":{"givenName":"Ann","familyName":"O'Malley"},"nickName":"50%_off\\\\",
         "emails":[{"value":"ann@corp.example","type":"work","primary":true},{"value":"ann@home.example","type":"home"},
                   {"value":"third@home.example","type":"other"}],
         "roles":[{"value":"lead","primary":true}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Ward 3","employeeNumber":"7",
            "manager":{"value":"m-1"}}}
        """);
    SharedDatabase.user(
        account,
        BEA_BEFORE,
        BEA,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"bea","externalId":"ext-1","active":false,
         "name":{"familyName":"Öst"},"title":"","emails":[{"value":"BEA@corp.example","type":"home","primary":true},
         {"value":"bea@work.example","type":"work"}]}
        """);
    SharedDatabase.user(
        account,
        CARL,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"carl_x","displayName":"carl","active":true,
         "phoneNumbers":[{"value":"+47 1","type":"mobile"}],"emails":[{"value":"carl@corp.example"}]}
        """);
    SharedDatabase.user(
        account,
        DORA,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"dora","displayName":"Zoë","active":true}
        """);
    SharedDatabase.user(
        account,
        EVE,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"eve","active":true,
         "emails":[{"value":"eve@old.example","type":"work"},{"value":"eve@new.example","type":"work","primary":true}]}
        """);
    SharedDatabase.user(account, GONE, null, "{\"userName\":\"gone\",\"active\":true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"ann@CORP.example\"",
        "userName ne \"bea\"",
        "userName co \"R\"",
        "userName sw \"CARL_\"",
        "userName ew \".EXAMPLE\"",
        "userName gt \"bea\"",
        "userName ge \"bea\"",
        "userName lt \"bea\"",
        "userName le \"bea\"",
        "userName pr",
        "userName eq \"gone\"",
        "userName eq \"x' OR '1'='1\"",
        "userName co \"%\"",
        "userName co \"_\"",
        "nickName co \"%_\"",
        "nickName ew \"\\\\\"",
        "nickName sw \"50%\"",
        "externalId eq \"Ext-1\"",
        "externalId eq \"EXT-1\"",
        "externalId ne \"Ext-1\"",
        "externalId sw \"Ext\"",
        "externalId gt \"Ext-1\"",
        "externalId pr",
        "externalId eq null",
        "displayName eq \"zoë\"",
        "displayName eq \"ZOE\\u0308\"",
        "displayName co \"o'm\"",
        "displayName pr",
        "not (displayName pr)",
        "displayName eq null",
        "displayName ne null",
        "displayName ne \"carl\"",
        "id eq \"01940000-0000-7000-8000-00000000000a\"",
        "id eq \"01940000-0000-7000-8000-00000000000A\"",
        "id eq \"nothing\"",
        "id ne \"01940000-0000-7000-8000-00000000000a\"",
        "id sw \"01940000\"",
        "id pr",
        "active eq true",
        "active eq false",
        "active ne true",
        "active eq \"False\"",
        "active pr",
        "title pr",
        "title eq \"nurse\"",
        "title ne \"nurse\"",
        "title eq null",
        "title ne null",
        "name pr",
        "name.familyName eq \"o'malley\"",
        "name.familyName eq \"öST\"",
        "name.familyName co \"ö\"",
        "name.givenName pr",
        "name.middleName eq null",
        "emails pr",
        "not (emails pr)",
        "emails eq \"ann@home.example\"",
        "emails co \"CORP\"",
        "emails.value eq \"BEA@CORP.example\"",
        "emails.value eq \"bea@work.example\"",
        "emails.value eq \"third@home.example\"",
        "emails.value ne \"carl@corp.example\"",
        "emails.value eq null",
        "emails.value ne null",
        "emails.value sw \"carl\"",
        "emails.type eq \"WORK\"",
        "emails.type ne \"work\"",
        "emails.type pr",
        "emails.primary eq true",
        "emails.primary eq false",
        "emails.primary ne true",
        "emails.primary ne false",
        "emails.primary eq null",
        "emails[primary eq false]",
        "emails[not (primary eq false)]",
        "emails[type eq \"work\"]",
        "emails[type eq \"work\" and value eq \"ann@corp.example\"]",
        "emails[type eq \"work\" and value eq \"ann@home.example\"]",
        "emails[type eq \"work\"].value eq \"bea@work.example\"",
        "emails[type eq \"work\"].value eq \"BEA@corp.example\"",
        "emails[type eq \"home\"].value eq \"bea@corp.example\"",
        "emails[type eq \"work\"].value eq \"eve@old.example\"",
        "emails[type eq \"work\"].value eq \"eve@new.example\"",
        "emails.type eq \"work\" and emails.value co \"home\"",
        "emails[type eq \"work\" and value co \"home\"]",
        "emails[not (type eq \"work\")]",
        "emails[type ne \"work\"]",
        "emails[type eq null]",
        "emails[type pr and primary eq true]",
        "emails[value eq \"carl@corp.example\" or type eq \"other\"]",
        "phoneNumbers[type eq \"mobile\"].value eq \"+47 1\"",
        "roles[primary eq \"True\"].value eq \"LEAD\"",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"A\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:department eq \"WARD 3\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"m-1\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager pr",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref ew \"/Users/m-1\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref eq null",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber pr",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department ne \"x\"",
        "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
        "schemas pr",
        "meta pr",
        "meta.resourceType eq \"User\"",
        "meta.resourceType eq \"Group\"",
        "meta.created eq \"2026-11-01T10:00:00.123Z\"",
        "meta.lastModified ge \"2026-11-02T11:00:00.456+01:00\"",
        "meta.lastModified gt \"2026-11-02T10:00:00.456Z\"",
        "meta.lastModified lt \"2026-11-02T12:00:00.457+02:00\"",
        "meta.version eq \"W/\\\"3\\\"\"",
        "meta.location ew \"00a\"",
        "groups pr",
        "not (groups pr)",
        "groups eq \"01940000-0000-7000-8000-000000000101\"",
        "groups.value eq \"01940000-0000-7000-8000-000000000102\"",
        "groups.value ne \"01940000-0000-7000-8000-000000000102\"",
        "groups.display eq \"ALL staff\"",
        "groups.display co \"100%\"",
        "groups[value eq \"01940000-0000-7000-8000-000000000101\" and type eq \"direct\"]",
        "groups[value eq \"01940000-0000-7000-8000-000000000101\" and type eq \"indirect\"]",
        "groups.$ref ew \"101\"",
        "userName eq \"bea\" or userName eq \"dora\" and active eq false",
        "(userName eq \"bea\" or userName eq \"dora\") and active eq false",
        "not (userName eq \"bea\" or userName eq \"dora\")",
        "not (title eq \"nurse\")",
        "USERNAME EQ \"bea\" OR NOT (ACTIVE eq true)",
      })
  void usersAreFoundAsTheEvaluatorFindsThem(String filter) {
    assertSame(ResourceType.USER, filter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "displayName eq \"all staff\"",
        "displayName eq \"night_shift 100%\"",
        "displayName co \"_SHIFT\"",
        "displayName ne \"Empty\"",
        "externalId eq \"G-1\"",
        "externalId eq \"g-1\"",
        "externalId eq null",
        "id eq \"01940000-0000-7000-8000-000000000102\"",
        "members pr",
        "not (members pr)",
        "members eq \"01940000-0000-7000-8000-00000000000a\"",
        "members.value eq \"01940000-0000-7000-8000-00000000000b\"",
        "members.value eq \"01940000-0000-7000-8000-0000000000b0\"",
        "members.value eq \"01940000-0000-7000-8000-0000000000ff\"",
        "members.value eq \"01940000-0000-7000-8000-0000000000ee\"",
        "members.value eq \"01940000-0000-7000-8000-000000000102\"",
        "members.value ne \"01940000-0000-7000-8000-00000000000c\"",
        "members.value eq \"nothing\"",
        "members.value sw \"0194\"",
        "members.value eq null",
        "members[value eq \"01940000-0000-7000-8000-00000000000a\"]",
        "members[value eq \"01940000-0000-7000-8000-00000000000a\" and type eq \"Group\"]",
        "members[value eq \"01940000-0000-7000-8000-000000000102\" and type eq \"group\"]",
        "members.display eq \"ann o'malley\"",
        "members.display eq \"bea\"",
        "members.type eq \"Group\"",
        "members.$ref co \"/Groups/\"",
        "meta.resourceType eq \"Group\"",
        "displayName eq \"all staff\" and members.value eq \"01940000-0000-7000-8000-00000000000a\"",
      })
  void groupsAreFoundAsTheEvaluatorFindsThem(String filter) {
    assertSame(ResourceType.GROUP, filter);
  }

  @Test
  void everyNamedSampleIsThereToBeFound() {
    assertThat(find(ResourceType.USER, null).keySet())
        .containsExactlyInAnyOrder(id(ANN), id(BEA), id(CARL), id(DORA), id(EVE));
    assertThat(find(ResourceType.GROUP, null).keySet())
        .containsExactlyInAnyOrder(id(STAFF), id(NIGHT), id(EMPTY));
  }

  private static void assertSame(ResourceType type, String filter) {
    var parsed = FilterParser.parse(type, filter);
    var expected = new TreeSet<String>();
    find(type, null)
        .forEach(
            (id, resource) -> {
              if (FilterEvaluator.matches(parsed, resource)) {
                expected.add(id);
              }
            });
    assertThat(new TreeSet<>(find(type, filter).keySet())).as(filter).isEqualTo(expected);
  }

  private static Map<String, JsonNode> find(ResourceType type, String filter) {
    var query = ListQuery.read(type, name -> name.equals("filter") ? filter : null);
    Projection all = Projection.of(type, null, null);
    var page = Objects.requireNonNull(PAGES.page(new AccountId(ACCOUNT), null, query).block());
    assertThat(page.total()).isEqualTo(page.resources().size());
    var found = new java.util.HashMap<String, JsonNode>();
    for (Found each : page.found()) {
      String json = new ResourceWriter(STORE, WRITER).text(each, all);
      found.put(each.resource().id().toString(), JsonMapper.shared().readTree(json));
    }
    return found;
  }

  private static String id(UUID id) {
    return id.toString();
  }
}
