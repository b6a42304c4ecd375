package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.search;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 7644, 3.4.3: queries by POST. */
class SearchConformanceTests extends ConformanceSuite {

  @Requirement("SR-01")
  @Requirement("SR-02")
  @Test
  void searchIsAQuery() {
    var name = name("search");
    created(user(name));
    var body = search(",'filter':'userName eq \\'" + name + "\\''");
    scim.post("/Users/.search", body).expectList(1);
    scim.post("/Groups/.search", search("")).expect(200);
    scim.post("/Users/.search", "{}").expectError(400, "invalidSyntax");
  }

  @Requirement("SR-03")
  @Test
  void membersBehaveLikeParameters() {
    var title = name("title");
    for (var i = 0; i < 3; i++) {
      created(user(name("twin"), ",'title':'" + title + "'"));
    }
    var body =
        search(
            ",'filter':'title eq \\'%s\\'','startIndex':2,'count':1,'attributes':['userName']"
                .formatted(title));
    var twin =
        "/Users?startIndex=2&count=1&attributes=userName&filter="
            + encoded("title eq \"" + title + "\"");
    var found = scim.post("/Users/.search", body).expectList(3);
    assertThat(found.json()).isEqualTo(scim.get(twin).json());
    var less =
        scim.post("/Users/.search", search(",'excludedAttributes':['title'],'count':1"))
            .expect(200);
    assertThat(less.json().path("Resources").path(0).has("title")).isFalse();
  }

  @Requirement("SR-04")
  @Test
  void invalidFilterIsSaid() {
    scim.post("/Users/.search", search(",'filter':'userName regex 1'"))
        .expectError(400, "invalidFilter");
  }
}
