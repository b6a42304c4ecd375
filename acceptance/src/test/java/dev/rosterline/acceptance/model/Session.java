package dev.rosterline.acceptance.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.model.ModelDirectory.Person;
import dev.rosterline.acceptance.model.ModelDirectory.Team;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One account's requests, each done to the system and to the model. */
final class Session {

  private static final List<String> NAMES =
      List.of("ann@x.example", "bob@x.example", "cy@x.example", "di@x.example");
  private static final List<String> TEAMS = List.of("Sales", "Staff");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String NOBODY = "01940000-0000-7123-8456-0123456789ab";

  private final RosterlineSystem system;
  private final Account account;
  private final ScimClient client;
  private final ModelDirectory model;
  private final Random random;
  private int step;

  Session(RosterlineSystem system, Account account, boolean grace, Random random) {
    this.system = system;
    this.account = account;
    this.client = account.client("model/1.0");
    this.model = new ModelDirectory(grace);
    this.random = random;
  }

  void step() {
    step++;
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> create();
      case 4, 5 -> replace();
      case 6, 7, 8 -> rewrite();
      case 9 -> repeat();
      case 10, 11, 12 -> delete();
      case 13 -> found();
      case 14, 15, 16 -> changeMembers();
      case 17 -> replaceTeam();
      case 18 -> cancel();
      default -> {
        if (random.nextInt(4) == 0) {
          expire();
        } else if (random.nextBoolean()) {
          dissolve();
        }
      }
    }
  }

  private void create() {
    String name = spelled(pick(NAMES));
    boolean active = random.nextInt(5) > 0;
    Answer answer = answer(() -> client.post("/Users", user(name, "Created " + step, active)));
    if (model.isTaken(name, null)) {
      answer.expectError(409, "uniqueness");
      return;
    }
    Person person = model.join(answer.expectResource(201).id(), name);
    person.displayName = "Created " + step;
    person.active = active;
  }

  private void replace() {
    Person person = somebody();
    if (person == null) {
      answer(() -> client.put("/Users/" + nobody(), user("eve", "Eve", true))).expectError(404);
      return;
    }
    String name = newName(person);
    boolean active = random.nextBoolean();
    Answer answer = answer(() -> client.put(path(person), user(name, "Replaced " + step, active)));
    if (model.isTaken(name, person)) {
      answer.expectError(409, "uniqueness");
      return;
    }
    answer.expectResource(200);
    person.userName = name;
    person.displayName = "Replaced " + step;
    person.active = active;
  }

  private void rewrite() {
    Person person = somebody();
    if (person == null) {
      String patch = patch("{\"op\":\"replace\",\"path\":\"active\",\"value\":true}");
      answer(() -> client.patch("/Users/" + nobody(), patch)).expectError(404);
      return;
    }
    String display = "Patched " + step;
    switch (random.nextInt(4)) {
      case 0 -> {
        change(
            person, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + display + "\"}");
        person.displayName = display;
      }
      case 1 -> {
        change(person, "{\"op\":\"remove\",\"path\":\"displayName\"}");
        person.displayName = null;
      }
      case 2 -> {
        boolean active = random.nextBoolean();
        change(person, "{\"op\":\"Replace\",\"value\":{\"active\":\"" + active + "\"}}");
        person.active = active;
      }
      default -> rename(person);
    }
  }

  private void rename(Person person) {
    String name = newName(person);
    String patch = patch("{\"op\":\"add\",\"path\":\"userName\",\"value\":\"" + name + "\"}");
    Answer answer = answer(() -> client.patch(path(person), patch));
    if (model.isTaken(name, person)) {
      answer.expectError(409, "uniqueness");
      return;
    }
    answer.expectResource(200);
    person.userName = name;
  }

  private void change(Person person, String operation) {
    answer(() -> client.patch(path(person), patch(operation))).expectResource(200);
  }

  /** What says what is there already changes no version. */
  private void repeat() {
    Person person = somebody();
    if (person == null) {
      return;
    }
    JsonNode before = client.get(path(person)).expectResource(200).json();
    change(person, "{\"op\":\"replace\",\"path\":\"active\",\"value\":" + person.active + "}");
    JsonNode after = client.get(path(person)).expectResource(200).json();
    assertThat(after).isEqualTo(before);
  }

  private void delete() {
    Person person = somebody();
    if (person == null) {
      answer(() -> client.delete("/Users/" + nobody())).expectError(404);
      return;
    }
    answer(() -> client.delete(path(person))).expectNothing();
    model.delete(person);
  }

  private void found() {
    String name = pick(TEAMS);
    Set<Person> members = some();
    Answer answer = answer(() -> client.post("/Groups", group(name, members)));
    if (model.team(name).isPresent()) {
      answer.expectError(409, "uniqueness");
      return;
    }
    model.found(answer.expectResource(201).id(), name).members.addAll(members);
  }

  private void changeMembers() {
    Team team = team();
    if (team == null) {
      return;
    }
    Set<Person> members = some();
    String operation =
        switch (random.nextInt(4)) {
          case 0 -> {
            team.members.addAll(members);
            yield "{\"op\":\"add\",\"path\":\"members\",\"value\":" + values(members) + "}";
          }
          case 1 -> {
            team.members.removeAll(members);
            yield "{\"op\":\"Remove\",\"path\":\"members\",\"value\":" + values(members) + "}";
          }
          case 2 -> {
            team.members.removeAll(members);
            yield members.stream()
                .map(
                    one ->
                        "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + one.id + "\\\"]\"}")
                .collect(Collectors.joining(","));
          }
          default -> {
            team.members.clear();
            team.members.addAll(members);
            yield "{\"op\":\"replace\",\"path\":\"members\",\"value\":" + values(members) + "}";
          }
        };
    if (!operation.isEmpty()) {
      answer(() -> client.patch("/Groups/" + team.id, patch(operation))).expectNothing();
    }
  }

  private void replaceTeam() {
    Team team = team();
    if (team == null) {
      return;
    }
    String name = pick(TEAMS);
    Set<Person> members = some();
    Answer answer = answer(() -> client.put("/Groups/" + team.id, group(name, members)));
    if (model.team(name).filter(other -> other != team).isPresent()) {
      answer.expectError(409, "uniqueness");
      return;
    }
    answer.expectResource(200);
    team.name = name;
    team.members.clear();
    team.members.addAll(members);
  }

  private void dissolve() {
    Team team = team();
    if (team != null) {
      answer(() -> client.delete("/Groups/" + team.id)).expectNothing();
      model.dissolve(team);
    }
  }

  /** They stay, and nobody provisions them. */
  private void cancel() {
    for (JsonNode removal : removals()) {
      Person person =
          model.leaving().stream()
              .filter(one -> one.isCalled(removal.path("userName").asString()))
              .findFirst()
              .orElseThrow();
      String path = "/removals/" + removal.path("member").asString() + "/cancel";
      answer(() -> system.admin().send("POST", account.id(), path, null)).expect(204);
      person.leaving = false;
      system.admin().send("POST", account.id(), path, null).expect(409);
    }
  }

  /** Puts the dates of all who are leaving into the past. */
  void expire() {
    system
        .database()
        .update(
            """
            update directory.member set removal_due_at = now() - interval '1 second'
             where account_id = '%s' and removal_due_at is not null
            """
                .formatted(account.id()));
    model.expire();
    Awaitility.await().atMost(LIMIT).until(() -> removals().isEmpty());
  }

  /** The commands of this session come once more. */
  void deliverAgain() {
    var topics = system.topics();
    topics.write(topics.of(account, KafkaTopics.COMMANDS));
  }

  /** What the system has is what the model has. */
  void compare() {
    Map<String, String> users = new HashMap<>();
    client
        .get("/Users?count=100")
        .expect(200)
        .json()
        .path("Resources")
        .forEach(user -> users.put(user.path("id").asString(), told(user)));
    assertThat(users)
        .isEqualTo(
            model.provisioned().stream()
                .collect(Collectors.toMap(person -> String.valueOf(person.id), Person::toString)));
    Map<String, Set<String>> groups = new HashMap<>();
    client
        .get("/Groups?count=100")
        .expect(200)
        .json()
        .path("Resources")
        .forEach(group -> groups.put(group.path("displayName").asString(), members(group)));
    assertThat(groups)
        .isEqualTo(
            model.teams().stream().collect(Collectors.toMap(team -> team.name, Team::memberIds)));
    assertThat(removals().stream().map(one -> one.path("userName").asString()))
        .containsExactlyInAnyOrderElementsOf(
            model.leaving().stream().map(one -> one.userName).toList());
    for (String id : model.gone()) {
      client.get("/Users/" + id).expectError(404);
    }
  }

  private static String told(JsonNode user) {
    return "%s displayName=%s active=%s"
        .formatted(
            user.path("userName").asString(),
            user.path("displayName").asString(null),
            user.path("active").asBoolean());
  }

  private static Set<String> members(JsonNode group) {
    Set<String> ids = new HashSet<>();
    group.path("members").forEach(member -> ids.add(member.path("value").asString()));
    return ids;
  }

  private List<JsonNode> removals() {
    List<JsonNode> removals = new ArrayList<>();
    system
        .admin()
        .send("GET", account.id(), "/removals", null)
        .expect(200)
        .json()
        .path("removals")
        .forEach(removals::add);
    return removals;
  }

  /** Repeated while it cannot be answered: the repetition joins what was sent first. */
  private static Answer answer(Supplier<Answer> request) {
    return Awaitility.await().atMost(LIMIT).until(request::get, answer -> answer.status() != 503);
  }

  private @Nullable Person somebody() {
    List<Person> people = model.provisioned();
    return people.isEmpty() || random.nextInt(8) == 0 ? null : pick(people);
  }

  private @Nullable Team team() {
    return model.teams().isEmpty() ? null : pick(model.teams());
  }

  private String nobody() {
    return model.gone().isEmpty() ? NOBODY : pick(model.gone());
  }

  private Set<Person> some() {
    return model.provisioned().stream()
        .filter(_ -> random.nextBoolean())
        .collect(Collectors.toSet());
  }

  /** Their own, or one that nobody is remembered by. */
  private String newName(Person person) {
    String name = spelled(pick(NAMES));
    return model.isRemembered(name) ? person.userName : name;
  }

  private String spelled(String name) {
    return random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String path(Person person) {
    return "/Users/" + person.id;
  }

  private static String user(String name, String display, boolean active) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","displayName":"%s","active":%s}
        """
        .formatted(name, display, active);
  }

  private static String group(String name, Collection<Person> members) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s","members":%s}
        """
        .formatted(name, values(members));
  }

  private static String values(Collection<Person> members) {
    return members.stream()
        .map(one -> "{\"value\":\"" + one.id + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String patch(String operations) {
    return """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}
        """
        .formatted(operations);
  }
}
