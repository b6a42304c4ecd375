package dev.rosterline.acceptance.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@AcceptanceTest
class RacingWritesAcceptanceTests {

  private static final int FULL_WIDTH = 0xFEE0;

  @Test
  void ofFiftyCreatesOfOneNameInAnySpellingOneSucceeds(RosterlineSystem system) throws Exception {
    var okta = system.account("Racing creates", 0).okta();
    var name = "ünal.öz@northwind.example";
    var spellings =
        List.of(
            name,
            name.toUpperCase(Locale.ROOT),
            Normalizer.normalize(name, Normalizer.Form.NFD),
            fullWidth(name));

    var answers =
        together(50, i -> () -> okta.post("/Users", user(spellings.get(i % spellings.size()))));

    assertThat(byStatus(answers)).isEqualTo(Map.of(201, 1L, 409, 49L));
    answers.stream()
        .filter(answer -> answer.status() == 409)
        .forEach(answer -> answer.expectError(409, "uniqueness"));
  }

  @Test
  void ofTwoWritesThatMeanOneVersionOneSucceeds(RosterlineSystem system) throws Exception {
    var account = system.account("Racing puts", 0);
    var created = account.okta().post("/Users", user("kim")).expectResource(201);
    var path = "/Users/" + created.id();
    for (var round = 0; round < 5; round++) {
      var read = account.okta().get(path).expectResource(200);
      var tag = read.header("ETag");
      assertThat(read.json().at("/meta/version").asString()).isEqualTo(tag);
      var conditional = account.okta().withIfMatch(tag);
      var title = "round " + round + " of ";
      var answers = together(2, i -> () -> conditional.put(path, titled("kim", title + i)));
      assertThat(byStatus(answers)).isEqualTo(Map.of(200, 1L, 412, 1L));
    }
  }

  @Test
  void parallelChangesOfOneGroupLoseNobody(RosterlineSystem system) throws Exception {
    var okta = system.account("Racing members", 0).okta();
    var group = okta.post("/Groups", group("Everybody")).expectResource(201).id();
    var users = new ArrayList<String>();
    for (var i = 0; i < 40; i++) {
      users.add(okta.post("/Users", user("member" + i)).expectResource(201).id());
    }

    var answers = together(40, i -> () -> okta.patch("/Groups/" + group, adding(users.get(i))));

    assertThat(byStatus(answers)).isEqualTo(Map.of(204, 40L));
    Set<String> members = new HashSet<>();
    okta.get("/Groups/" + group)
        .json()
        .path("members")
        .forEach(member -> members.add(member.path("value").asString()));
    assertThat(members).containsExactlyInAnyOrderElementsOf(users);
  }

  /**
   * An answer that was written before the connection was seen to close counts as delivered: the
   * repetition then meets a conflict, and one more may still join the first.
   */
  @Test
  void repetitionAfterADroppedConnectionJoinsTheFirstCommand(RosterlineSystem system)
      throws Exception {
    var account = system.account("Dropped connections", 0);
    var joined = 0;
    for (var i = 0; i < 10; i++) {
      sendAndHangUp(account, user("dropped" + i));
      var answer = account.okta().post("/Users", user("dropped" + i));
      if (answer.status() == 201) {
        joined++;
        account.okta().get("/Users/" + answer.id()).expectResource(200);
        account.okta().post("/Users", user("dropped" + i)).expectError(409, "uniqueness");
      } else {
        answer.expectError(409, "uniqueness");
      }
    }
    assertThat(joined).isGreaterThanOrEqualTo(7);
  }

  private static void sendAndHangUp(Account account, String body) throws IOException {
    var base = URI.create(account.scimBase());
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        "POST "
            + base.getPath()
            + "/Users HTTP/1.1\r\nHost: "
            + base.getHost()
            + "\r\nAuthorization: Bearer "
            + account.token()
            + "\r\nContent-Type: application/scim+json; charset=utf-8\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }
  }

  private interface Task {
    Callable<Answer> at(int index);
  }

  private static List<Answer> together(int count, Task task)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(count)) {
      List<Callable<Answer>> tasks = IntStream.range(0, count).mapToObj(task::at).toList();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> future : threads.invokeAll(tasks)) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  private static Map<Integer, Long> byStatus(List<Answer> answers) {
    return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
  }

  private static String fullWidth(String name) {
    return name.codePoints()
        .map(point -> point > ' ' && point <= '~' ? point + FULL_WIDTH : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String user(String name) {
    return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}"
        .formatted(name);
  }

  private static String titled(String name, String title) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","title":"%s"}"""
        .formatted(name, title);
  }

  private static String group(String name) {
    return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"%s\"}"
        .formatted(name);
  }

  private static String adding(String user) {
    return """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations":[{"op":"add","path":"members","value":[{"value":"%s"}]}]}"""
        .formatted(user);
  }
}
