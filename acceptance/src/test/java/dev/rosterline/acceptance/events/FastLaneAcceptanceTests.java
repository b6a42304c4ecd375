package dev.rosterline.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.MemberTrail;
import dev.rosterline.acceptance.system.Published;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A block over HTTP, while thousands of other commands wait. */
@AcceptanceTest
class FastLaneAcceptanceTests {

  private static final int BACKLOG = 20_000;
  private static final int OTHERS = 240;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String NAME = "zoe.lind@northwind.example";
  private static final String DEACTIVATION =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations":[{"op":"replace","value":{"active":false}}]}
      """;

  @Test
  void overtakesWhatWaits(RosterlineSystem system) throws Exception {
    var account = system.account("Fast lane", 30);
    var zoe = account.okta().post("/Users", body(NAME, "Zoe")).expectResource(201).id();
    var backlog = backlog(system, account);
    var processes = system.processes();
    processes.processors().forEach(processes::pause);
    try (var threads = Executors.newSingleThreadExecutor()) {
      Future<Answer> answer;
      try {
        system.topics().write(backlog);
        answer = threads.submit((Callable<Answer>) () -> deactivate(account, zoe));
        Awaitility.await().atMost(LIMIT).until(() -> urgent(system, account).size() == 1);
      } finally {
        processes.processors().forEach(processes::resume);
      }
      var trail = new MemberTrail(system, account);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(LIMIT)
          .until(() -> types(system, account, zoe).contains("dev.rosterline.member.blocked"));
      var command = urgent(system, account).getFirst().json().path("id").asString();
      assertThat(answer.get().status()).isIn(200, 503);

      Awaitility.await().atMost(LIMIT).until(() -> decided(system, command) == 1);
      assertThat(ahead(system, account, command)).isLessThan(BACKLOG * 3 / 4);
      trail.await(NAME, "joined", "blocked");
      assertThat(active(account, zoe)).isFalse();
    }
  }

  private static Answer deactivate(Account account, String id) {
    return account.okta().patch("/Users/" + id, DEACTIVATION);
  }

  private static boolean active(Account account, String id) {
    return account.okta().get("/Users/" + id).expectResource(200).json().path("active").asBoolean();
  }

  /** What replaced other people once, many times over, each time with another name. */
  private static List<Published> backlog(RosterlineSystem system, Account account) {
    for (int i = 0; i < OTHERS; i++) {
      var name = "other-" + i + "@northwind.example";
      var id = account.okta().post("/Users", body(name, "Other")).expectResource(201).id();
      account.okta().put("/Users/" + id, body(name, "Other again")).expectResource(200);
    }
    var replaced =
        system.topics().of(account, KafkaTopics.COMMANDS).stream()
            .filter(command -> command.json().path("type").asString().equals("user.replace"))
            .toList();
    List<Published> backlog = new ArrayList<>();
    for (int i = 0; i < BACKLOG; i++) {
      backlog.add(again(replaced.get(i % replaced.size()), i));
    }
    return backlog;
  }

  private static Published again(Published command, int number) {
    var json = (ObjectNode) command.json().deepCopy();
    var made = UUID.fromString(json.path("id").asString());
    json.put(
        "id",
        new UUID(made.getMostSignificantBits(), UUID.randomUUID().getLeastSignificantBits())
            .toString());
    json.remove("replyTo");
    ((ObjectNode) json.path("document")).put("displayName", "Number " + number);
    return new Published(
        command.partition(), command.offset(), command.key(), command.headers(), json);
  }

  private static List<Published> urgent(RosterlineSystem system, Account account) {
    return system.topics().of(account, KafkaTopics.URGENT);
  }

  private static List<String> types(RosterlineSystem system, Account account, String member) {
    return system.topics().of(account, KafkaTopics.EVENTS).stream()
        .filter(event -> event.header("ce_subject").equals(member))
        .map(event -> event.header("ce_type"))
        .toList();
  }

  private static long decided(RosterlineSystem system, String command) {
    return system
        .database()
        .count(
            "select count(*) from directory.command_outcome where command_id = ?::uuid and hop >= 0",
            command);
  }

  /**
   * Commands that had their turn before the block. Those after it are not counted: some of them may
   * not have had theirs yet.
   */
  private static long ahead(RosterlineSystem system, Account account, String command) {
    return system
        .database()
        .count(
            """
            select count(*) from directory.command_outcome o
             where o.account_id = ?::uuid and o.hop >= 0 and (o.outcome ->> 'decidedAt')::timestamptz <
                   (select (b.outcome ->> 'decidedAt')::timestamptz from directory.command_outcome b
                     where b.command_id = ?::uuid and b.hop = -1)
            """,
            account.id(),
            command);
  }

  private static String body(String userName, String displayName) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","displayName":"%s","active":true}
        """
        .formatted(userName, displayName);
  }
}
