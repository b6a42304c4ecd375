package dev.rosterline.acceptance.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.ActivityLog;
import dev.rosterline.acceptance.system.ConsoleClient;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens and passwords are nowhere at rest, people are not in logs. */
@AcceptanceTest
class SecretsAcceptanceTests {

  private static final String PASSWORD = "Pw-marker-7fK2qZ";
  private static final String PERSON = "pii-marker-4xT9";
  private static final String PHONE = "+49-30-7731-9942";

  @Test
  void tokensAndPasswordsAreNowhereAndPeopleInNoLog(RosterlineSystem system) throws Exception {
    var account = system.account("Secrets", 0);
    new ActivityLog(system, account).await(Map.of());
    play(account);
    new ActivityLog(system, account)
        .await(
            Map.of(
                "user.create applied",
                1L,
                "user.create refused",
                1L,
                "request.rejected refused",
                4L));
    // What PostgreSQL still has in memory is written to its files.
    system.database().update("checkpoint");

    var data = system.data();
    assertThat(filesWith(data.resolve("logs"), PERSON, PHONE, PASSWORD, account.token())).isEmpty();
    assertThat(filesWith(data.resolve("postgres"), PASSWORD, account.token())).isEmpty();
    assertThat(filesWith(data.resolve("postgres"), PERSON))
        .as("the search finds what is")
        .isNotEmpty();
    for (var topic : system.topics().names()) {
      assertThat(system.topics().rawValues(topic))
          .as(topic)
          .noneMatch(value -> value.contains(PASSWORD) || value.contains(account.token()));
    }
  }

  @Test
  void signInOfAnAdminIsWrittenDownWithoutThePassword(RosterlineSystem system) throws Exception {
    var admin = system.console();
    var account = system.account("Signed in", 0);
    new ConsoleClient(admin).page("/console/accounts/" + account.id() + "/people");
    var logs = system.data().resolve("logs");
    assertThat(filesWith(logs, "signed in admin=" + admin.user() + " address=127.0.0.1"))
        .isNotEmpty();
    assertThat(filesWith(logs, admin.password())).isEmpty();
  }

  /** Successes, refusals of every kind, and the token where it does not belong. */
  private static void play(Account account) {
    var scim = account.okta();
    var id = scim.post("/Users", user(PERSON)).expectResource(201).id();
    scim.post("/Users", user(PERSON)).expectError(409);
    scim.post("/Users", user(PERSON).replace("true", "\"maybe\"")).expectError(400);
    scim.put("/Users/" + id, user(PERSON)).expect(200);
    scim.patch("/Users/" + id, patch("\"path\":\"password\",\"value\":\"%s\"")).expectError(400);
    scim.patch("/Users/" + id, patch("\"value\":{\"password\":\"%s\",\"title\":\"x\"}"))
        .expect(200);
    scim.get("/Users?filter=userName%20eq%20%22" + PERSON + "%22").expectList(1);
    scim.get("/Users?filter=password%20eq%20%22" + PASSWORD + "%22");
    scim.get("/Users?filter=" + PERSON).expectError(400);
    account.withToken("").get("/Users?access_token=" + account.token()).expectError(401);
    account.withToken(account.token() + "x").get("/Users").expectError(401);
  }

  private static String patch(String change) {
    return """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace",%s}]}"""
        .formatted(change.formatted(PASSWORD));
  }

  private static String user(String name) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","active":true,
         "password":"%s","phoneNumbers":[{"value":"%s","type":"work"}]}
        """
        .formatted(name, PASSWORD, PHONE);
  }

  private static List<String> filesWith(Path directory, String... markers) throws IOException {
    List<String> found = new ArrayList<>();
    try (var files = Files.walk(directory)) {
      files.filter(Files::isRegularFile).forEach(file -> look(file, markers, found));
    }
    return found;
  }

  private static void look(Path file, String[] markers, List<String> found) {
    try {
      var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (var marker : markers) {
        if (text.contains(marker)) {
          found.add(file + " holds " + marker);
        }
      }
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
