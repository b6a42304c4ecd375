package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.ENTERPRISE;
import static dev.rosterline.acceptance.conformance.Bodies.GROUP;
import static dev.rosterline.acceptance.conformance.Bodies.USER;
import static dev.rosterline.acceptance.conformance.Bodies.json;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.ScimClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.8 and RFC 7643, 2: media types, messages and types of values. */
class HttpConformanceTests extends ConformanceSuite {

  @Requirement("H-01")
  @Requirement("IP-06")
  @Test
  void answersAreScimJson() {
    assertThat(scim.get("/Users").header("Content-Type")).startsWith("application/scim+json");
    var name = name("żółw-名");
    assertThat(read(created(user(name)).id()).path("userName").asString()).isEqualTo(name);
  }

  @Requirement("H-02")
  @Test
  void scimJsonIsAccepted() {
    scim.withHeader("Accept", "application/scim+json").get("/ResourceTypes").expectList(2);
  }

  @Requirement("H-03")
  @Test
  void plainJsonIsAccepted() {
    var answer = scim.withHeader("Accept", "application/json").get("/Groups").expect(200);
    assertThat(answer.json().has("totalResults")).isTrue();
  }

  @Requirement("H-04")
  @Requirement("X-09")
  @Test
  void bodiesAreJsonOfEitherName() {
    for (var type : List.of("application/json", "application/scim+json;charset=utf-8")) {
      scim.withContentType(type).post("/Users", user(name("typed"))).expect(201);
    }
    scim.withContentType(null).post("/Users", user(name("typed"))).expect(201);
    scim.withContentType("text/plain").post("/Users", user(name("typed"))).expectError(415);
  }

  @Requirement("H-05")
  @Test
  void malformedJsonIsInvalidSyntax() {
    for (var body : List.of("{", "[]", "\"text\"", "{\"userName\":}", "")) {
      scim.post("/Users", body).expectError(400, "invalidSyntax");
    }
  }

  @Requirement("H-06")
  @Test
  void messagesWithoutTheirUrnAreInvalidSyntax() {
    var id = someone().id();
    var operation = "'Operations':[{'op':'replace','path':'title','value':'x'}]}";
    scim.patch("/Users/" + id, json("{'schemas':['urn:wrong']," + operation))
        .expectError(400, "invalidSyntax");
    scim.post("/Users/.search", json("{'schemas':['urn:wrong'],'count':1}"))
        .expectError(400, "invalidSyntax");
  }

  @Requirement("H-07")
  @Test
  void schemasAreThoseOfTheType() {
    for (var schemas : List.of("'" + USER + "','" + USER + "'", "'" + GROUP + "'", "")) {
      var body = json("{'schemas':[" + schemas + "],'userName':'" + name("schemas") + "'}");
      scim.post("/Users", body).expectError(400);
    }
    var reordered =
        json("{'schemas':['%s','%s'],'userName':'%s'}".formatted(ENTERPRISE, USER, name("order")));
    scim.post("/Users", reordered).expect(201);
  }

  @Requirement("H-08")
  @Test
  void everyResourceHasSchemasAndId() {
    var id = someone().id();
    var few = scim.get("/Users/" + id + "?attributes=userName").expect(200).json();
    assertThat(few.path("id").asString()).isEqualTo(id);
    assertThat(few.path("schemas").isArray()).isTrue();
  }

  @Requirement("H-09")
  @Test
  void namesOfAttributesHaveNoCase() {
    var name = name("case");
    var body = json("{'SCHEMAS':['%s'],'USERNAME':'%s'}".formatted(USER, name));
    var id = created(body).id();
    assertFinds("username eq \"" + name + "\"", name);
    patch(id, replace("NAME.GIVENNAME", "'Ada'")).expect(200);
    assertThat(read(id).path("name").path("givenName").asString()).isEqualTo("Ada");
    assertThat(
            scim.get("/Users/" + id + "?ATTRIBUTES=x&attributes=USERNAME").json().has("userName"))
        .isTrue();
  }

  @Requirement("H-10")
  @Requirement("H-11")
  @Requirement("U-05")
  @Test
  void nullAndEmptyAreUnassigned() {
    var name = name("null");
    var id = created(user(name, ",'title':'T','emails':[{'value':'a@b.example'}]")).id();
    scim.put("/Users/" + id, user(name, ",'title':null,'emails':[]")).expect(200);
    assertThat(read(id).has("title")).isFalse();
    assertThat(read(id).has("emails")).isFalse();
    assertFinds("userName eq \"" + name + "\" and title pr");
  }

  @Requirement("H-12")
  @Test
  void unknownParametersAreIgnored() {
    var id = someone().id();
    assertThat(scim.get("/Users/" + id + "?foo=bar").json()).isEqualTo(read(id));
  }

  @Requirement("H-13")
  @Test
  void otherVersionIsRefused() {
    var base = account.scimBase().replace("/v2", "/v3");
    var answer = ScimClient.plain(base, account.token(), "conformance").get("/Users");
    assertThat(answer.status()).isIn(400, 404);
    answer.expectError(answer.status());
  }

  @Requirement("H-14")
  @Test
  void answerIsWhatTheServerHolds() {
    var answer = created(user(name("held"), ",'groups':[{'value':'x'}],'nothing':1,'title':'T'"));
    assertThat(answer.json()).isEqualTo(read(answer.id()));
    assertThat(answer.json().has("groups")).isFalse();
  }

  @Requirement("H-15")
  @Test
  void unknownAttributesAreIgnored() {
    var answer = created(user(name("unknown"), ",'favouriteColour':'red'"));
    assertThat(answer.json().has("favouriteColour")).isFalse();
  }

  @Requirement("H-16")
  @Test
  void valuesHaveTheTypeOfTheirAttribute() {
    for (var wrong :
        List.of(
            "'active':5",
            "'active':'maybe'",
            "'title':7",
            "'userName':true",
            "'title':{'a':'b'}",
            "'x509Certificates':[{'value':'%%%'}]",
            "'emails':['text',5]")) {
      scim.post("/Users", user(name("typed"), "," + wrong)).expectError(400);
    }
  }

  @Requirement("H-17")
  @Test
  void manyAndOneAreNotMixed() {
    scim.post("/Users", user(name("many"), ",'title':['a','b']")).expectError(400, "invalidValue");
    scim.post("/Users", user(name("many"), ",'name':['a']")).expectError(400, "invalidValue");
    scim.post("/Users", user(name("many"), ",'name':{'givenName':{'a':'b'}}"))
        .expectError(400, "invalidValue");
    for (var list : List.of("emails", "phoneNumbers", "photos", "roles", "addresses")) {
      scim.post("/Users", user(name("many"), ",'" + list + "':'text'"))
          .expectError(400, "invalidValue");
      patch(someone().id(), Bodies.add(list, "'text'")).expectError(400, "invalidValue");
    }
    patchGroup(createdGroup().id(), Bodies.add("members", "'text'"))
        .expectError(400, "invalidValue");
  }

  @Requirement("H-18")
  @Test
  void onlyOneValueIsPrimary() {
    var two = ",'emails':[{'value':'a@b.c','primary':true},{'value':'d@e.f','primary':true}]";
    scim.post("/Users", user(name("primary"), two)).expectError(400, "invalidValue");
  }

  @Requirement("H-19")
  @Test
  void sameValueIsKeptOnce() {
    var twice = ",'emails':[{'value':'a@b.c','type':'work'},{'value':'a@b.c','type':'work'}]";
    assertThat(created(user(name("twice"), twice)).json().path("emails").size()).isEqualTo(1);
  }

  @Requirement("H-20")
  @Test
  void timesAreUtcInMilliseconds() {
    var meta = someone().json().path("meta");
    var form = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    assertThat(meta.path("created").asString()).matches(form);
    assertThat(meta.path("lastModified").asString()).matches(form);
  }
}
