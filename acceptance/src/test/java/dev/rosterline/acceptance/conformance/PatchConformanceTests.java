package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.ENTERPRISE;
import static dev.rosterline.acceptance.conformance.Bodies.USER;
import static dev.rosterline.acceptance.conformance.Bodies.add;
import static dev.rosterline.acceptance.conformance.Bodies.merge;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.operation;
import static dev.rosterline.acceptance.conformance.Bodies.remove;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 7644, 3.5.2: what PATCH changes. */
class PatchConformanceTests extends ConformanceSuite {

  private static final String MAILS =
      ",'emails':[{'type':'work','value':'w@x.example','display':'W'},"
          + "{'type':'home','value':'h@x.example'}]";

  private JsonNode patched(String more, String... operations) {
    var id = created(user(name("patch"), more)).id();
    patch(id, operations).expectResource(200);
    return read(id);
  }

  @Requirement("PA-02")
  @Requirement("X-02")
  @Test
  void operationsHaveNoCase() {
    assertThat(patched("", operation("Replace", "Title", "'T'")).path("title").asString())
        .isEqualTo("T");
  }

  @Requirement("PA-03")
  @Test
  void operationsFollowEachOther() {
    var user = patched(MAILS, remove("emails"), add("emails", "[{'value':'n@x.example'}]"));
    assertThat(user.path("emails").size()).isEqualTo(1);
    assertThat(patched("", add("title", "'T'"), remove("title")).has("title")).isFalse();
  }

  @Requirement("PA-05")
  @Test
  void answerIsTheResourceOrNothing() {
    var id = someone().id();
    var answer = patch(id, replace("title", "'T'")).expectResource(200);
    assertThat(answer.json()).isEqualTo(read(id));
    var group = createdGroup().id();
    var members = add("members", "[{'value':'" + id + "'}]");
    assertThat(patchGroup(group, members).status()).isIn(200, 204);
  }

  @Requirement("PA-09")
  @Requirement("PA-10")
  @Test
  void pathsHaveSevenForms() {
    var user =
        patched(
            MAILS,
            replace("title", "'T'"),
            replace("name.givenName", "'G'"),
            replace("emails[type eq \"work\"]", "{'type':'work','value':'n@x.example'}"),
            replace("emails[type eq \"home\"].display", "'H'"),
            replace(USER + ":nickName", "'N'"),
            add(ENTERPRISE + ":department", "'D'"),
            add(ENTERPRISE, "{'costCenter':'C'}"));
    assertThat(user.path("title").asString()).isEqualTo("T");
    assertThat(user.path("name").path("givenName").asString()).isEqualTo("G");
    assertThat(user.path("nickName").asString()).isEqualTo("N");
    assertThat(user.path("emails").toString()).contains("n@x.example").contains("\"H\"");
    assertThat(user.path(ENTERPRISE).path("department").asString()).isEqualTo("D");
    assertThat(user.path(ENTERPRISE).path("costCenter").asString()).isEqualTo("C");
    assertThat(user.path("schemas").toString()).contains(ENTERPRISE);
  }

  @Requirement("PA-13")
  @Requirement("PA-22")
  @Requirement("IA-06")
  @Test
  void valueWithoutPathIsMerged() {
    var value = "{'nickName':'N','emails':[{'value':'n@x.example'}]}";
    var user = patched(MAILS + ",'title':'T'", merge("add", value));
    assertThat(user.path("emails").size()).isEqualTo(3);
    assertThat(user.path("nickName").asString()).isEqualTo("N");
    var replaced = patched(MAILS + ",'title':'T'", merge("replace", value));
    assertThat(replaced.path("emails").size()).isEqualTo(1);
    assertThat(replaced.path("title").asString()).isEqualTo("T");
  }

  @Requirement("PA-14")
  @Requirement("PA-25")
  @Test
  void complexKeepsWhatIsNotGiven() {
    for (var op : List.of("add", "replace")) {
      var name = ",'name':{'givenName':'G','familyName':'F'}";
      var user = patched(name, operation(op, "name", "{'familyName':'N'}"));
      assertThat(user.path("name").path("givenName").asString()).isEqualTo("G");
      assertThat(user.path("name").path("familyName").asString()).isEqualTo("N");
    }
  }

  @Requirement("PA-15")
  @Test
  void manyAreAppendedTo() {
    var one = add("emails", "{'value':'o@x.example'}");
    var more = add("emails", "[{'value':'m@x.example'}]");
    assertThat(patched(MAILS, one, more).path("emails").size()).isEqualTo(4);
  }

  @Requirement("PA-16")
  @Requirement("E-03")
  @Requirement("U-06")
  @Test
  void whatIsThereAlreadyChangesNothing() {
    var user = someone().id();
    var group = createdGroup(user).id();
    var before = readGroup(group);
    var status = patchGroup(group, add("members", "[{'value':'" + user + "'}]")).status();
    assertThat(status).isIn(200, 204);
    assertThat(readGroup(group)).isEqualTo(before);
    var same = created(user(name("same"), ",'title':'T'"));
    patch(same.id(), add("title", "'T'")).expectResource(200);
    assertThat(read(same.id())).isEqualTo(same.json());
  }

  @Requirement("PA-18")
  @Test
  void removeTakesOneManyOrParts() {
    assertThat(patched(",'title':'T'", remove("title")).has("title")).isFalse();
    assertThat(patched(MAILS, remove("emails")).has("emails")).isFalse();
    var filtered = remove("emails[type eq \"work\" and value ew \"x.example\"]");
    assertThat(patched(MAILS, filtered).path("emails").size()).isEqualTo(1);
    var part = patched(MAILS, remove("emails[type eq \"work\"].display"));
    assertThat(part.path("emails").toString()).doesNotContain("display");
    var last = remove("emails[value pr]");
    assertThat(patched(MAILS, last).has("emails")).isFalse();
  }

  @Requirement("PA-20")
  @Test
  void newPrimaryIsTheOnlyOne() {
    var first = ",'emails':[{'value':'a@x.example','primary':true}]";
    var user = patched(first, add("emails", "[{'value':'b@x.example','primary':true}]"));
    for (var email : user.path("emails")) {
      assertThat(email.path("primary").asBoolean(false))
          .isEqualTo(email.path("value").asString().startsWith("b"));
    }
  }

  @Requirement("PA-21")
  @Test
  void removalOfAStrangerChangesNothing() {
    var group = createdGroup(someone().id()).id();
    var before = readGroup(group);
    var stranger = remove("members[value eq \"" + someone().id() + "\"]");
    assertThat(patchGroup(group, stranger).status()).isIn(200, 204);
    assertThat(readGroup(group)).isEqualTo(before);
  }

  @Requirement("PA-23")
  @Requirement("PA-24")
  @Test
  void replaceReplacesTheListOrSetsIt() {
    var user = patched(MAILS, replace("emails", "[{'value':'n@x.example'}]"));
    assertThat(user.path("emails").size()).isEqualTo(1);
    assertThat(patched("", replace("title", "'T'")).path("title").asString()).isEqualTo("T");
  }

  @Requirement("PA-26")
  @Requirement("PA-28")
  @Test
  void everyMatchIsReplaced() {
    var two =
        ",'addresses':[{'type':'work','locality':'A'},{'type':'work','locality':'B'},"
            + "{'type':'home','locality':'C'}]";
    var user = patched(two, replace("addresses[type eq \"work\"].country", "'DE'"));
    assertThat(user.path("addresses").toString().split("\"DE\"", -1)).hasSize(3);
    var not = replace("addresses[not (type eq \"work\")].country", "'FR'");
    assertThat(patched(two, not).path("addresses").toString().split("\"FR\"", -1)).hasSize(2);
  }

  @Requirement("PA-31")
  @Test
  void nullUnassigns() {
    assertThat(patched(",'title':'T'", replace("title", "null")).has("title")).isFalse();
  }

  @Requirement("PA-32")
  @Test
  void extensionGoesWithItsSchema() {
    var more = ",'" + ENTERPRISE + "':{'department':'D'}";
    var user = patched(more, operation("remove", "schemas", "['" + ENTERPRISE + "']"));
    assertThat(user.has(ENTERPRISE)).isFalse();
    assertThat(user.path("schemas").toString()).doesNotContain(ENTERPRISE);
  }

  @Requirement("PA-33")
  @Requirement("IA-12")
  @Test
  void manyMembersComeAndGoInOneRequest() {
    var ids = IntStream.range(0, 60).mapToObj(i -> someone().id()).toList();
    var group = createdGroup().id();
    var adds = ids.stream().map(id -> add("members", "[{'value':'" + id + "'}]"));
    patchGroup(group, adds.toArray(String[]::new));
    assertThat(readGroup(group).path("members").size()).isEqualTo(60);
    var removes = ids.stream().skip(1).map(id -> remove("members[value eq \"" + id + "\"]"));
    patchGroup(group, removes.toArray(String[]::new));
    assertThat(readGroup(group).path("members").size()).isEqualTo(1);
  }

  @Requirement("PA-34")
  @Requirement("IA-07")
  @Test
  void deactivatedStays() {
    var name = name("inactive");
    var id = created(user(name)).id();
    patch(id, replace("active", "false")).expectResource(200);
    assertThat(read(id).path("active").asBoolean(true)).isFalse();
    assertFinds("userName eq \"" + name + "\"", name);
    patch(id, replace("active", "true")).expectResource(200);
    assertThat(read(id).path("active").asBoolean(false)).isTrue();
  }
}
