package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.4.2: lists. */
class QueryConformanceTests extends ConformanceSuite {

  @Requirement("Q-01")
  @Requirement("Q-02")
  @Test
  void listIsAListResponse() {
    var name = name("list");
    created(user(name));
    var list = users("userName eq \"" + name + "\"").expectList(1).json();
    assertThat(list.path("Resources").path(0).path("userName").asString()).isEqualTo(name);
  }

  @Requirement("Q-03")
  @Test
  void nothingFoundIsAnEmptyList() {
    users("userName eq \"" + name("nobody") + "\"").expectList(0);
  }

  @Requirement("Q-04")
  @Requirement("Q-05")
  @Requirement("P-02")
  @Test
  void partOfAListSaysWhichPart() {
    var title = name("title");
    for (var i = 0; i < 3; i++) {
      created(user(name("part"), ",'title':'" + title + "'"));
    }
    var filter = encoded("title eq \"" + title + "\"");
    var page = scim.get("/Users?count=2&startIndex=1&filter=" + filter).expectList(3).json();
    assertThat(page.path("itemsPerPage").asInt()).isEqualTo(2);
    assertThat(page.path("startIndex").asInt()).isEqualTo(1);
    var last = scim.get("/Users?count=2&startIndex=3&filter=" + filter).expectList(3).json();
    assertThat(last.path("itemsPerPage").asInt()).isEqualTo(1);
    assertThat(last.path("startIndex").asInt()).isEqualTo(3);
  }

  @Requirement("Q-06")
  @Test
  void onlyWhatMatchesIsReturned() {
    var title = name("title");
    var name = name("match");
    created(user(name, ",'title':'" + title + "'"));
    created(user(name("match"), ",'title':'other'"));
    assertFinds("title eq \"" + title + "\"", name);
  }

  @Requirement("Q-07")
  @Requirement("DE-03")
  @Test
  void deletedResourcesAreInNoList() {
    var name = name("deleted");
    var id = created(user(name, ",'externalId':'" + name + "'")).id();
    var group = createdGroup(id).id();
    scim.delete("/Users/" + id).expectNothing();
    for (var filter :
        List.of(
            "id eq \"" + id + "\"",
            "userName eq \"" + name + "\"",
            "externalId eq \"" + name + "\"",
            "userName sw \"" + name + "\"")) {
      users(filter).expectList(0);
    }
    assertThat(scim.get("/Users?count=200").text()).doesNotContain(id);
    assertThat(readGroup(group).has("members")).isFalse();
    scim.get("/Groups?filter=" + encoded("members.value eq \"" + id + "\"")).expectList(0);
  }

  @Requirement("Q-09")
  @Test
  void rootIsSearchedOrNotImplemented() {
    var answer = scim.get("/?filter=" + encoded("meta.resourceType eq \"Group\""));
    assertThat(answer.status()).isIn(200, 501);
  }

  @Requirement("Q-10")
  @Test
  void filterOfOneResourceIsIgnored() {
    var id = someone().id();
    scim.get("/Users/" + id + "?filter=" + encoded("userName eq \"x\"")).expectResource(200);
  }

  @Requirement("Q-13")
  @Test
  void percentAndPlusAreDecoded() {
    var name = name("plus+at@x");
    created(user(name));
    var value = name.replace("+", "%2B").replace("@", "%40");
    scim.get("/Users?filter=userName%20eq%20%22" + value + "%22").expectList(1);
    scim.get("/Users?filter=userName+eq+%22" + value + "%22").expectList(1);
  }

  @Requirement("Q-11")
  @Test
  void undefinedAttributeMatchesNothingOrIsRefused() {
    var answer = users("favouriteColour eq \"red\"");
    assertThat(answer.status()).isIn(200, 400);
    if (answer.status() == 200) {
      answer.expectList(0);
    } else {
      answer.expectError(400, "invalidFilter");
    }
  }
}
