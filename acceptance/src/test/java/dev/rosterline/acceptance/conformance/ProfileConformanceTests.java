package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.merge;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.Json;
import dev.rosterline.acceptance.system.KafkaTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The interoperability and IPSIE profiles, as far as they are kept, in an account of mode strict;
 * and the records that follow a change.
 */
class ProfileConformanceTests extends ConformanceSuite {

  @BeforeAll
  void beStrict() {
    system.admin().send("PATCH", account.id(), "/policy", "{\"mode\":\"strict\"}").expect(200);
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> scim.post("/Users", user(name("strict"), ",'unknown':1")).status() == 400);
  }

  @Requirement("IP-01")
  @Test
  void profileIsNotClaimed() {
    var config = scim.get("/ServiceProviderConfig").expect(200).json();
    assertThat(config.path("interopProfileConformant").asBoolean(false)).isFalse();
  }

  @Requirement("IP-04")
  @Test
  void undefinedAttributesAreRefused() {
    scim.post("/Users", user(name("x"), ",'unknown':1")).expectError(400, "invalidSyntax");
    var foreign = user(name("x")).replace("\"],", "\",\"urn:example:other\"],");
    scim.post("/Users", foreign).expectError(400, "invalidSyntax");
    patch(someone().id(), merge("add", "{'unknown':1}")).expectError(400);
  }

  @Requirement("IP-05")
  @Test
  void kindsOfValuesAreDeclared() {
    var schema = scim.get("/Schemas/" + Bodies.USER).expect(200).json();
    for (var name : new String[] {"emails", "phoneNumbers", "addresses"}) {
      var attribute =
          Json.elements(schema.path("attributes"))
              .filter(one -> one.path("name").asString().equals(name))
              .findFirst()
              .orElseThrow();
      assertThat(Json.elements(attribute.path("subAttributes")))
          .filteredOn(sub -> sub.path("name").asString().equals("type"))
          .allMatch(sub -> sub.path("canonicalValues").toString().contains("\"work\""))
          .hasSize(1);
    }
  }

  @Requirement("IP-07")
  @Test
  void equalityAndConjunctionAreUnderstood() {
    var name = name("filtered");
    created(user(name, ",'title':'T'"));
    assertFinds("userName eq \"" + name + "\" and title eq \"T\"", name);
    assertFinds("userName eq \"" + name + "\" and title eq \"U\"");
    users("unknown eq \"x\"").expectError(400, "invalidFilter");
  }

  @Requirement("IP-10")
  @Test
  void replacedComplexValueIsReplacedWhole() {
    var id = created(user(name("complex"), ",'name':{'givenName':'a','familyName':'b'}")).id();
    patch(id, replace("name", "{'givenName':'c'}")).expect(200);
    assertThat(read(id).path("name").has("familyName")).isFalse();
    patch(id, Bodies.add("name", "{'familyName':'d'}")).expect(200);
    assertThat(read(id).path("name").path("givenName").asString()).isEqualTo("c");
    patch(id, Bodies.add("emails", "[{'value':'a@x','type':'work'}]")).expect(200);
    patch(id, Bodies.add("emails", "[{'value':'b@x','type':'home'}]")).expect(200);
    assertThat(read(id).path("emails")).hasSize(2);
    patch(id, replace("emails", "[{'value':'c@x','type':'work'}]")).expect(200);
    assertThat(read(id).path("emails")).hasSize(1);
  }

  /**
   * Twenty-five a second for each account, with the few connections of an identity provider. What
   * else the machine does may slow one second down, not all of them.
   */
  @Requirement("IA-04")
  @Test
  void twentyFiveRequestsASecondAreAnswered() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .until(() -> timeFor(50), took -> took.compareTo(Duration.ofSeconds(2)) <= 0);
  }

  private Duration timeFor(int requests) throws Exception {
    var begun = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var answers = new ArrayList<Future<Answer>>();
      for (var i = 0; i < requests; i++) {
        var name = name("busy");
        var writes = i % 2 == 0;
        answers.add(threads.submit(() -> writes ? scim.post("/Users", user(name)) : named(name)));
      }
      for (var answer : answers) {
        assertThat(answer.get().status()).as("%s", answer.get()).isIn(200, 201);
      }
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private Answer named(String name) {
    return users("userName eq \"" + name + "\"");
  }

  @Requirement("IA-10")
  @Test
  void schemaHasNoPassword() {
    var schema = scim.get("/Schemas/" + Bodies.USER).expect(200).json();
    assertThat(Json.elements(schema.path("attributes")).map(one -> one.path("name").asString()))
        .contains("userName", "displayName", "active")
        .doesNotContain("password");
  }

  @Requirement("IA-13")
  @Test
  void everyChangeIsInTheActivity() {
    var id = someone().id();
    patch(id, replace("title", "'x'")).expect(200);
    scim.delete("/Users/" + id).expectNothing();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(system.admin().activity(account.id()))
                    .filteredOn(row -> row.toString().contains(id))
                    .hasSize(3));
  }

  @Requirement("K-01")
  @Requirement("K-02")
  @Requirement("K-04")
  @Test
  void changeIsACloudEventOfTheSameTrace() {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var traced = scim.withHeader("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    var id = traced.post("/Users", user(name("event"))).expectResource(201).id();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(system.topics().of(account, KafkaTopics.EVENTS))
                  .filteredOn(record -> record.key().endsWith(id))
                  .singleElement()
                  .satisfies(
                      event -> {
                        assertThat(event.header("ce_specversion")).isEqualTo("1.0");
                        assertThat(event.header("ce_type")).isNotBlank();
                        assertThat(event.header("ce_source")).isNotBlank();
                        assertThat(event.header("ce_id")).isNotBlank();
                        assertThat(event.header("content-type")).startsWith("application/json");
                        assertThat(event.json().has("specversion")).isFalse();
                        assertThat(event.header("ce_partitionkey")).isIn("", event.key());
                      });
              assertThat(system.topics().of(account, KafkaTopics.OUTCOMES))
                  .filteredOn(record -> record.key().endsWith(id))
                  .singleElement()
                  .satisfies(outcome -> assertThat(outcome.header("traceparent")).contains(trace));
            });
  }
}
