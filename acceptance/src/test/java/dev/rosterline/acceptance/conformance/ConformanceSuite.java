package dev.rosterline.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.Json;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** One account for the tests of a class, and the requests they share. */
@ConformanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConformanceSuite {

  protected RosterlineSystem system;
  protected Account account;
  protected ScimClient scim;

  @BeforeAll
  void connect(RosterlineSystem running) {
    system = running;
    account = running.account(getClass().getSimpleName(), 30);
    scim = account.client("conformance").withContentType("application/scim+json");
  }

  protected Answer created(String body) {
    return scim.post("/Users", body).expectResource(201);
  }

  /** A user with a name of their own. */
  protected Answer someone() {
    return created(Bodies.user(Bodies.name("someone")));
  }

  protected Answer createdGroup(String... members) {
    return scim.post("/Groups", Bodies.group(Bodies.name("group"), members)).expectResource(201);
  }

  protected JsonNode read(String id) {
    return scim.get("/Users/" + id).expectResource(200).json();
  }

  protected JsonNode readGroup(String id) {
    return scim.get("/Groups/" + id).expectResource(200).json();
  }

  protected Answer users(String filter) {
    return scim.get("/Users?filter=" + encoded(filter));
  }

  protected List<String> names(Answer list) {
    return Json.elements(list.expect(200).json().path("Resources"))
        .map(user -> user.path("userName").asString(""))
        .toList();
  }

  protected void assertFinds(String filter, String... userNames) {
    assertThat(names(users(filter))).as(filter).containsExactlyInAnyOrder(userNames);
  }

  protected Answer patch(String id, String... operations) {
    return scim.patch("/Users/" + id, Bodies.patch(operations));
  }

  protected Answer patchGroup(String id, String... operations) {
    return scim.patch("/Groups/" + id, Bodies.patch(operations));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
