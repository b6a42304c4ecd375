package dev.rosterline.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Json;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.MembershipSubscriber;
import dev.rosterline.acceptance.system.Published;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Roles and classes as events tell them are those that the sign-in check and SCIM show. */
@AcceptanceTest
class StandingFoldAcceptanceTests {

  private static final int PEOPLE = 12;
  private static final int MANY = 150;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String PATCH =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}";
  private static final String STAFF =
      "{\"match\":\"regex\",\"pattern\":\"Class \\\\d+ teachers\",\"role\":\"staff\",\"teacher\":true}";
  private static final String SELLERS =
      "{\"match\":\"prefix\",\"pattern\":\"Sales\",\"role\":\"seller\"}";

  /** Somebody's roles, whether they teach, and their classes. */
  private record Standing(List<String> roles, boolean teacher, TreeSet<String> classes) {}

  @Test
  void rolesAndClassesBuiltOfEventsAreWhatSignInAndScimSay(RosterlineSystem system) {
    var account = system.account("Standing", 30);
    var fromTheStart = system.topics().subscriber();
    fromTheStart.bootstrap();
    var okta = account.okta();
    setting(system, account, "{\"accountType\":\"school\",\"defaultRole\":\"guest\"}");
    mappings(system, account, STAFF);
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < PEOPLE; number++) {
      ids.add(okta.post("/Users", person(number)).expectResource(201).id());
    }
    var teachers = group(okta, "Class 1 teachers", ids.subList(0, 3));
    var sales = group(okta, "Sales EMEA", ids.subList(2, 8));
    var gone = group(okta, "Class 2", ids.subList(6, 12));
    awaitEqual(system, account, fromTheStart);

    mappings(system, account, STAFF + "," + SELLERS);
    okta.patch("/Groups/" + sales, PATCH.formatted(removal(ids.get(2)))).expectNothing();
    var renamed = "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Class 1 helpers\"}";
    okta.patch("/Groups/" + teachers, PATCH.formatted(renamed));
    okta.delete("/Groups/" + gone).expectNothing();
    okta.delete("/Users/" + ids.get(4)).expectNothing();
    okta.delete("/Users/" + ids.get(5)).expectNothing();
    okta.post("/Users", person(5)).expectResource(201);
    setting(system, account, "{\"defaultRole\":null}");

    awaitEqual(system, account, fromTheStart);
    var fromTheEnd = system.topics().subscriber();
    fromTheEnd.bootstrap();
    awaitEqual(system, account, fromTheEnd);
    var events = system.topics().of(account, KafkaTopics.EVENTS);
    var schemas = new EventSchemas();
    assertThat(events).allSatisfy(event -> assertThat(schemas.ofEvent(event)).isEmpty());
    assertThat(events)
        .extracting(event -> event.header("ce_type").replace("dev.rosterline.", ""))
        .contains("role.gained", "role.lost", "class.joined", "class.left")
        .contains("class.created", "class.renamed", "class.deleted");
    assertThat(classes(events)).isEqualTo(shown(okta));
    assertThat(rolesByEvents(events)).isEqualTo(roles(told(fromTheEnd, account)));
  }

  /** What was sent and lost with its sender is sent again after a minute. */
  @Test
  void mappingReachesEachOnceThoughProcessorsAreKilled(RosterlineSystem system) {
    var account = system.account("Standing under kills", 30);
    var subscriber = system.topics().subscriber();
    subscriber.bootstrap();
    var okta = account.okta();
    setting(system, account, "{\"accountType\":\"school\"}");
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      ids.add(okta.post("/Users", person(number)).expectResource(201).id());
    }
    group(okta, "Sales EMEA", ids);
    mappings(system, account, SELLERS);
    for (String processor : system.processes().processors()) {
      system.processes().kill(processor);
    }
    awaitEqual(system, account, subscriber, MANY, Duration.ofMinutes(2));
    Map<String, TreeSet<String>> gained = new TreeMap<>();
    system.topics().of(account, KafkaTopics.EVENTS).stream()
        .filter(event -> event.header("ce_type").endsWith("role.gained"))
        .forEach(
            event ->
                gained
                    .computeIfAbsent(event.header("ce_subject"), _ -> new TreeSet<>())
                    .add(event.header("ce_id")));
    assertThat(gained).hasSize(MANY);
    assertThat(gained.values()).allSatisfy(events -> assertThat(events).hasSize(1));
  }

  private static void awaitEqual(
      RosterlineSystem system, Account account, MembershipSubscriber subscriber) {
    awaitEqual(system, account, subscriber, PEOPLE, LIMIT);
  }

  private static void awaitEqual(
      RosterlineSystem system,
      Account account,
      MembershipSubscriber subscriber,
      int people,
      Duration limit) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(limit)
        .untilAsserted(
            () -> {
              subscriber.follow();
              var told = told(subscriber, account);
              assertThat(told).hasSize(people).isEqualTo(asked(system, account, told));
            });
  }

  private static Map<String, Standing> told(MembershipSubscriber subscriber, Account account) {
    Map<String, Standing> members = new TreeMap<>();
    for (String text : subscriber.members()) {
      var json = Json.MAPPER.readTree(text);
      if (json.path("account").asString().equals(account.id())) {
        var classes = new TreeSet<>(texts(json.path("classes")));
        members.put(
            json.path("userName").asString(),
            new Standing(
                texts(json.path("roles")), json.path("teacher").asBoolean(false), classes));
      }
    }
    return members;
  }

  /** Classes as the directory has them: SCIM no longer shows those of who is leaving. */
  private static Map<String, Standing> asked(
      RosterlineSystem system, Account account, Map<String, Standing> told) {
    Map<String, TreeSet<String>> classes = new HashMap<>();
    system
        .database()
        .query(
            """
            select m.user_name, g.group_id::text from directory.member m
            join directory.group_member gm using (account_id, member_id)
            join directory.scim_group g using (account_id, group_id) where account_id = ?::uuid
            """,
            row -> Map.entry(row.getString(1), row.getString(2)),
            account.id())
        .forEach(
            row -> classes.computeIfAbsent(row.getKey(), _ -> new TreeSet<>()).add(row.getValue()));
    Map<String, Standing> members = new TreeMap<>();
    for (String userName : told.keySet()) {
      var answer = system.signIn().of(account, userName);
      members.put(
          userName,
          new Standing(
              texts(answer.path("roles")),
              answer.path("teacher").asBoolean(false),
              classes.getOrDefault(userName, new TreeSet<>())));
    }
    return members;
  }

  private static Map<String, String> classes(List<Published> events) {
    Map<String, String> classes = new TreeMap<>();
    for (Published event : events) {
      if (event.key().contains(":class:")) {
        var json = event.json();
        if (json.path("deleted").asBoolean(false)) {
          classes.remove(json.path("class").asString());
        } else {
          classes.put(json.path("class").asString(), json.path("name").asString());
        }
      }
    }
    return classes;
  }

  private static Map<String, String> shown(ScimClient okta) {
    Map<String, String> groups = new TreeMap<>();
    for (JsonNode group : okta.get("/Groups").expect(200).json().path("Resources")) {
      groups.put(group.path("id").asString(), group.path("displayName").asString());
    }
    return groups;
  }

  /** By gained and lost alone. */
  private static Map<String, List<String>> rolesByEvents(List<Published> events) {
    Map<String, TreeSet<String>> roles = new TreeMap<>();
    for (Published event : events) {
      var of =
          roles.computeIfAbsent(event.json().path("userName").asString(), _ -> new TreeSet<>());
      var role = event.json().at("/role/name").asString("");
      if (event.header("ce_type").endsWith("role.gained")) {
        of.add(role);
      } else if (event.header("ce_type").endsWith("role.lost")) {
        of.remove(role);
      }
    }
    Map<String, List<String>> lists = new TreeMap<>();
    roles.forEach((name, of) -> lists.put(name, List.copyOf(of)));
    lists.remove("");
    return lists;
  }

  private static Map<String, List<String>> roles(Map<String, Standing> members) {
    Map<String, List<String>> roles = new TreeMap<>();
    members.forEach((name, standing) -> roles.put(name, standing.roles()));
    return roles;
  }

  private static void setting(RosterlineSystem system, Account account, String changes) {
    system.admin().send("PATCH", account.id(), "/policy", changes).expect(200);
  }

  private static void mappings(RosterlineSystem system, Account account, String mappings) {
    var body = "{\"mappings\":[" + mappings + "]}";
    system.admin().send("PUT", account.id(), "/mappings", body).expect(200);
  }

  private static String group(ScimClient okta, String name, List<String> members) {
    var values = members.stream().map(id -> "{\"value\":\"" + id + "\"}").toList();
    return okta.post(
            "/Groups",
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s","members":%s}
            """
                .formatted(name, values))
        .expectResource(201)
        .id();
  }

  private static String removal(String member) {
    return "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + member + "\\\"]\"}";
  }

  private static String person(int number) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","active":true}
        """
        .formatted(MixedSync.person(number));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
