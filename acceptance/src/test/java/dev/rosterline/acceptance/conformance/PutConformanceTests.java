package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.GROUP;
import static dev.rosterline.acceptance.conformance.Bodies.USER;
import static dev.rosterline.acceptance.conformance.Bodies.json;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 7644, 3.5.1: replacing a resource. */
class PutConformanceTests extends ConformanceSuite {

  @Requirement("U-01")
  @Requirement("U-02")
  @Requirement("U-03")
  @Test
  void putReplacesAndAnswersAll() {
    var id = created(user(name("put"), ",'title':'T'")).id();
    var name = name("put");
    var answer = scim.put("/Users/" + id, user(name, ",'title':'U'")).expectResource(200);
    assertThat(answer.json()).isEqualTo(read(id));
    assertThat(answer.json().path("title").asString()).isEqualTo("U");
    assertThat(answer.json().path("userName").asString()).isEqualTo(name);
  }

  @Requirement("U-04")
  @Test
  void omittedIsClearedExceptActive() {
    var name = name("put");
    var id = created(user(name, ",'title':'T','active':false")).id();
    scim.put("/Users/" + id, user(name)).expectResource(200);
    assertThat(read(id).has("title")).isFalse();
    assertThat(read(id).path("active").asBoolean(true)).isFalse();
    var group = createdGroup(id).id();
    var body = json("{'schemas':['%s'],'displayName':'%s'}".formatted(GROUP, name("put")));
    scim.put("/Groups/" + group, body).expectResource(200);
    assertThat(readGroup(group).has("members")).isFalse();
  }

  @Requirement("U-07")
  @Requirement("X-07")
  @Test
  void readOnlyIsIgnored() {
    var name = name("put");
    var id = created(user(name)).id();
    var meta = read(id).path("meta");
    var more = ",'id':'other','meta':{'created':'1999-01-01T00:00:00Z'},'groups':[{'value':'x'}]";
    var answer = scim.put("/Users/" + id, user(name, more)).expectResource(200);
    assertThat(answer.id()).isEqualTo(id);
    assertThat(answer.json().path("meta").path("created")).isEqualTo(meta.path("created"));
    assertThat(answer.json().has("groups")).isFalse();
  }

  @Requirement("U-08")
  @Test
  void requiredStaysRequired() {
    var id = someone().id();
    scim.put("/Users/" + id, json("{'schemas':['" + USER + "'],'title':'T'}"))
        .expectError(400, "invalidValue");
  }

  @Requirement("U-09")
  @Test
  void takenNameIsAConflict() {
    var taken = name("taken");
    created(user(taken));
    scim.put("/Users/" + someone().id(), user(taken)).expectError(409, "uniqueness");
  }

  @Requirement("U-11")
  @Test
  void samePutChangesNothing() {
    var body = user(name("same"), ",'title':'T'");
    var id = created(body).id();
    var before = read(id);
    scim.put("/Users/" + id, body).expectResource(200);
    assertThat(read(id)).isEqualTo(before);
  }
}
