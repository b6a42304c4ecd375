package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.contract.AccountId;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class DirectoryStoreIntegrationTests {

  private static final AccountId ACCOUNT = new AccountId(UUID.randomUUID());
  private static final AccountId OTHER = new AccountId(UUID.randomUUID());

  private static TestDirectory directory;
  private static UUID ada;
  private static UUID pending;
  private static UUID returnedMember;
  private static UUID returned;
  private static UUID engineers;
  private static UUID everybody;

  @BeforeAll
  static void start() throws Exception {
    directory = new TestDirectory();
    ada =
        directory.user(
            ACCOUNT,
            UUID.fromString("0f000000-0000-7000-8000-000000000001"),
            UUID.fromString("0f000000-0000-7000-8000-000000000001"),
            """
            {'userName':'Ada','externalId':'Ext-A','displayName':'Ada Lovelace','active':true,'title':'later',
             'name':{'familyName':'Lovelace'},'emails':[{'value':'Ada@Work.example','type':'work','primary':true},
             {'value':'ada@home.example','type':'home'}],
             '%s':{'department':'Analysis'}}
            """
                .formatted(TestDirectory.ENTERPRISE));
    directory.user(
        ACCOUNT,
        """
        {'userName':'bob','displayName':'50%_off','active':false,'name':{'familyName':'MÜLLER'},
         'emails':[{'value':'bob@work.example','type':'home'}]}
        """);
    directory.user(
        ACCOUNT,
        "{'userName':'cy\\\\d','externalId':'ext-a','displayName':'5000 off','active':true}");
    pending = directory.user(ACCOUNT, UUID.randomUUID(), null, "{'userName':'gone'}");
    returnedMember = UUID.randomUUID();
    returned = UUID.randomUUID();
    directory.user(OTHER, returnedMember, returned, "{'userName':'returned'}");
    directory.user(OTHER, "{'userName':'Ada'}");
    engineers = directory.group(ACCOUNT, "Engineers", ada, pending, UUID.randomUUID());
    everybody = directory.group(ACCOUNT, "Everybody", engineers);
    directory.group(OTHER, "Returned", returnedMember);
  }

  @AfterAll
  static void stop() throws Exception {
    directory.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          userName eq "ADA" | Ada
          userName ne "ada" | bob,cy
          userName co "D" | Ada,cy
          userName sw "b" | bob
          userName ew "DA" | Ada
          userName gt "ada" | bob,cy
          userName ge "ada" | Ada,bob,cy
          userName lt "bob" | Ada
          userName le "BOB" | Ada,bob
          userName pr | Ada,bob,cy
          displayName eq "ada lovelace" | Ada
          displayName co "LOVE" | Ada
          externalId eq "Ext-A" | Ada
          externalId eq "ext-a" | cy
          externalId ne "Ext-A" | bob,cy
          externalId pr | Ada,cy
          externalId eq null | bob
          active eq true | Ada,cy
          active eq false | bob
          active ne true | bob
          emails.value eq "ada@work.EXAMPLE" | Ada
          emails.value eq "ADA@home.example" | Ada
          emails.value co "work" | Ada,bob
          emails.value ew "HOME.example" | Ada
          emails.value ne "bob@work.example" | Ada,cy
          emails.value eq null | cy
          emails.value ne null | Ada,bob
          emails pr | Ada,bob
          emails.primary eq true | Ada
          not (emails pr) | cy
          emails[type eq "work"].value eq "ada@work.example" | Ada
          emails[type eq "work"].value eq "ada@home.example" | -
          emails[type eq "work"].value eq "bob@work.example" | -
          emails[type eq "home" and value co "BOB"] | bob
          emails[type eq "work"] | Ada
          emails[not (type eq "home")] | Ada
          name.familyName eq "lovelace" | Ada
          name.familyName eq "müller" | bob
          name.familyName eq "Müller" | bob
          name.familyName ne "lovelace" | bob,cy
          name.familyName pr | Ada,bob
          name pr | Ada,bob
          urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "analysis" | Ada
          urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department ne "analysis" | bob,cy
          meta.lastModified gt "2026-03-01T00:00:00Z" | Ada
          meta.lastModified le "2026-02-01T01:00:00+01:00" | bob,cy
          meta.lastModified eq "2026-06-01T00:00:00.123Z" | Ada
          meta.created lt "+999999999-12-31T00:00:00Z" | Ada,bob,cy
          meta.created lt "-999999999-01-01T00:00:00Z" | -
          meta.resourceType eq "User" | Ada,bob,cy
          not (userName eq "ada") | bob,cy
          not (externalId eq "Ext-A") | bob,cy
          not (name.familyName co "love") | bob,cy
          active eq true and userName eq "bob" or userName eq "ada" | Ada
          userName eq "ada" or active eq true and userName eq "bob" | Ada
          (userName eq "ada" or userName eq "bob") and active eq false | bob
          displayName co "%" | bob
          displayName co "0_o" | -
          displayName co "%_" | bob
          displayName sw "50%" | bob
          displayName ew "_off" | bob
          userName co "\\\\" | cy
          userName co "'" | -
          userName eq "' or '1'='1" | -
          groups.value pr | Ada
          groups.display eq "engineers" | Ada
          groups.display eq "everybody" | -
          groups[display sw "eng"] | Ada
          not (groups pr) | bob,cy
          id eq "0f000000-0000-7000-8000-000000000001" | Ada
          id eq "0F000000-0000-7000-8000-000000000001" | -
          id eq "nothing" | -
          groups.value eq "nothing" | -
          """)
  void usersThatMatch(String filter, String expected) {
    assertThat(users("filter", filter)).containsExactlyInAnyOrder(names(expected));
    assertThat(directory.page(ACCOUNT, ResourceType.USER, "filter", filter, "count", "0").total())
        .isEqualTo(names(expected).length);
  }

  @Test
  void usersAreFoundByTheirGroup() {
    assertThat(users("filter", "groups.value eq \"" + engineers + "\"")).containsExactly("Ada");
    assertThat(users("filter", "groups.value eq \"" + everybody + "\"")).isEmpty();
    assertThat(users("filter", "groups.value ne \"" + engineers + "\""))
        .containsExactlyInAnyOrder("bob", "cy\\d");
  }

  @Test
  void groupsAreFoundByTheirMembers() {
    assertThat(groups("members.value eq \"" + ada + "\"")).containsExactly("Engineers");
    assertThat(groups("members[value eq \"" + ada + "\"]")).containsExactly("Engineers");
    assertThat(groups("members[value eq \"" + ada + "\" and type eq \"User\"]"))
        .containsExactly("Engineers");
    assertThat(groups("members.value eq \"" + engineers + "\"")).containsExactly("Everybody");
    assertThat(groups("members.type eq \"Group\"")).containsExactly("Everybody");
    assertThat(groups("members pr")).containsExactlyInAnyOrder("Engineers", "Everybody");
    assertThat(groups("displayName sw \"e\" and not (members.value eq \"" + ada + "\")"))
        .containsExactly("Everybody");
  }

  @Test
  void whoIsNotShownAsMemberIsNotFoundAsMember() {
    assertThat(groups("members.value eq \"" + pending + "\"")).isEmpty();
  }

  @Test
  void whoHasReturnedIsFoundByTheNewIdAlone() {
    assertThat(
            directory.find(
                OTHER, ResourceType.GROUP, "filter", "members.value eq \"" + returned + "\""))
        .containsExactly("Returned");
    assertThat(
            directory.find(
                OTHER, ResourceType.GROUP, "filter", "members.value eq \"" + returnedMember + "\""))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"userName eq \"a\\u0000\"", "name.familyName co \"\\u0000\""})
  void aCharacterThatNoDatabaseTextCanHoldIsTheClientsError(String filter) {
    assertThatThrownBy(() -> users("filter", filter)).isInstanceOf(ScimException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          userName | ascending | Ada,bob,cy
          userName | descending | cy,bob,Ada
          displayName | descending | Ada,*
          name.familyName | ascending | Ada,bob,cy
          name.familyName | descending | cy,bob,Ada
          emails.value | ascending | Ada,bob,cy
          emails | descending | cy,bob,Ada
          active | ascending | bob,*
          meta.lastModified | descending | Ada,*
          title | ascending | Ada,*
          title | descending | *,Ada
          """)
  void usersAreSortedWithMissingValuesLastOrFirst(String by, String order, String expected) {
    List<String> found = users("sortBy", by, "sortOrder", order);
    assertThat(found).hasSize(3);
    if (expected.endsWith("*")) {
      assertThat(found).startsWith(expected.substring(0, expected.indexOf(',')));
    } else if (expected.startsWith("*")) {
      assertThat(found).endsWith(expected.substring(2));
    } else {
      assertThat(found).containsExactly(names(expected));
    }
  }

  @Test
  void pagesHoldEachUserOnceAndTheTotalIsTheSameOnAll() {
    List<String> seen = new ArrayList<>();
    for (int start = 1; start <= 4; start++) {
      Page page =
          directory.page(
              ACCOUNT, ResourceType.USER, "startIndex", Integer.toString(start), "count", "1");
      assertThat(page.total()).isEqualTo(3);
      page.resources().forEach(resource -> seen.add(resource.id().toString()));
    }
    assertThat(seen).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void countZeroTellsTheTotalAlone() {
    Page page = directory.page(ACCOUNT, ResourceType.USER, "count", "0");
    assertThat(page.total()).isEqualTo(3);
    assertThat(page.resources()).isEmpty();
  }

  private static List<String> users(String... parameters) {
    return directory.find(ACCOUNT, ResourceType.USER, parameters);
  }

  private static List<String> groups(String filter) {
    return directory.find(ACCOUNT, ResourceType.GROUP, "filter", filter);
  }

  private static String[] names(String expected) {
    return expected.equals("-") ? new String[0] : expected.replace("cy", "cy\\d").split(",");
  }
}
