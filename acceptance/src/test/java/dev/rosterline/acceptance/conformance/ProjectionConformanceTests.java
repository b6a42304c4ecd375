package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.ENTERPRISE;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.4.2.5 and 3.9: which attributes come back. */
class ProjectionConformanceTests extends ConformanceSuite {

  private String full() {
    var more = ",'title':'T','name':{'givenName':'G','familyName':'F'},'" + ENTERPRISE;
    return created(user(name("full"), more + "':{'department':'D'}")).id();
  }

  @Requirement("PR-01")
  @Test
  void everyAnswerIsProjected() {
    var id = full();
    var few = "?attributes=userName";
    var name = name("put");
    for (var answer :
        List.of(
            scim.get("/Users/" + id + few),
            scim.put("/Users/" + id + few, user(name, ",'title':'U'")),
            scim.patch("/Users/" + id + few, Bodies.patch(replace("title", "'V'"))))) {
      assertThat(answer.expect(200).json().has("userName")).as("%s", answer).isTrue();
      assertThat(answer.json().has("title")).as("%s", answer).isFalse();
    }
    assertThat(scim.get("/Users" + few).text()).doesNotContain("\"title\"");
  }

  @Requirement("PR-02")
  @Test
  void onlyTheNamedComeBack() {
    assertThat(
            scim.get("/Users/" + full() + "?attributes=title").expect(200).json().propertyNames())
        .containsExactlyInAnyOrder("schemas", "id", "title");
  }

  @Requirement("PR-03")
  @Test
  void excludedAreLeftOutExceptTheId() {
    var id = full();
    var less = scim.get("/Users/" + id + "?excludedAttributes=id,title").expect(200).json();
    assertThat(less.path("id").asString()).isEqualTo(id);
    assertThat(less.has("title")).isFalse();
    assertThat(less.has("name")).isTrue();
    var group = createdGroup(id).id();
    assertThat(scim.get("/Groups/" + group + "?excludedAttributes=members").json().has("members"))
        .isFalse();
  }

  @Requirement("PR-04")
  @Test
  void partsAndUrnsAreNamedInAnyCase() {
    var names = "NAME.givenName," + ENTERPRISE + ":department";
    var few = scim.get("/Users/" + full() + "?attributes=" + names).expect(200).json();
    assertThat(few.path("name").propertyNames()).containsExactly("givenName");
    assertThat(few.path(ENTERPRISE).path("department").asString()).isEqualTo("D");
    assertThat(few.has("userName")).isFalse();
  }

  @Requirement("PR-07")
  @Test
  void bothAtOnceAreRefused() {
    scim.get("/Users?attributes=title&excludedAttributes=name").expectError(400, "invalidValue");
  }

  @Requirement("PR-08")
  @Test
  void unknownNamesAreIgnored() {
    assertThat(scim.get("/Users/" + full() + "?attributes=foo").expect(200).json().propertyNames())
        .containsExactlyInAnyOrder("schemas", "id");
  }

  @Requirement("PR-09")
  @Test
  void projectionLeavesTheVersionAlone() {
    var id = full();
    assertThat(scim.get("/Users/" + id + "?attributes=title").header("ETag"))
        .isEqualTo(scim.get("/Users/" + id).header("ETag"));
  }
}
