package dev.rosterline.acceptance.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Somebody who has left asks for their data to be erased. */
@AcceptanceTest
class ErasureAcceptanceTests {

  private static final String USER =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s@erase.example","displayName":"%1$s Quux",
       "name":{"familyName":"%1$s","givenName":"Quux"},"emails":[{"value":"%1$s@home.example","type":"home"}],
       "externalId":"ext-%1$s","active":true}
      """;
  private static final String GROUP =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Erasure","members":[{"value":"%s"},{"value":"%s"}]}
      """;
  private static final String PATCH =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"%s","value":%s}]}
      """;

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  @Test
  void nothingNamesWhoIsForgottenAndTheOthersStay(RosterlineSystem system) {
    var account = system.account("Erasure", 0);
    var stays = create(account, "zebulon");
    var gone = create(account, "xanthippe");
    account.okta().post("/Groups", GROUP.formatted(stays, gone)).expectResource(201);
    account.okta().post("/Users", USER.formatted("Xanthippe")).expectError(409, "uniqueness");
    patch(account, gone, "displayName", "\"Xanthippe the Elder\"").expectResource(200);
    patch(account, gone, "userName", "\"zebulon@erase.example\"").expectError(409, "uniqueness");
    patch(account, gone, "active", "\"xanthippe\"").expectError(400);
    var manager = "{\"value\":\"%s\",\"displayName\":\"Xanthippe Quux\"}".formatted(gone);
    patch(account, stays, ENTERPRISE + ":manager", manager).expectResource(200);
    bulk(account, gone);
    var data = "/persons/" + gone + "/data";

    var early = system.admin().send("DELETE", account.id(), data, null).expect(409);
    assertThat(early.json().path("detail").asString()).contains("once they are removed");
    account.okta().delete("/Users/" + gone).expectNothing();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(system.admin().activity(account.id())).hasSize(13));
    assertThat(mentions(system, "xanthippe")).isNotEmpty();
    system.admin().send("DELETE", account.id(), data, null).expect(200);

    // The erasure, and the manager whom the system took from the other's document.
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(system.admin().activity(account.id())).hasSize(15));
    // As if a minute had passed: names are kept that long, to find what was under way.
    system.database().update(late("directory"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> system.database().update(late("activity")) == 1);
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(mentions(system, "xanthippe")).isEmpty());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(states(system, account, data)).containsOnly("done", "tombstone"));

    assertThat(system.admin().activity(account.id())).hasSize(15);
    var report = system.admin().send("GET", account.id(), data, null).expect(200).json();
    assertThat(report.path("agesOut").toString())
        .contains(
            "rosterline.commands-parked.v1", "rosterline.outcomes.v1", "account.bulk_request");
    assertThat(report.path("remains")).isNotEmpty();
    assertThat(mentions(system, "zebulon")).isNotEmpty();
    var left = account.okta().get("/Users/" + stays).expectResource(200).json();
    assertThat(left.has(ENTERPRISE)).isFalse();
    assertThat(create(account, "xanthippe")).isNotEqualTo(gone);
    system.admin().send("DELETE", account.id(), "/persons/" + stays + "/data", null).expect(409);
    system.admin().send("DELETE", account.id(), data, null).expect(200);
  }

  /** Answered 202, and carried out behind it. */
  private static void bulk(Account account, String id) {
    var operation =
        "{\"method\":\"PATCH\",\"path\":\"/Users/%s\",\"data\":%s}"
            .formatted(id, PATCH.formatted("title", "\"Wife of xanthippe\""));
    account
        .client("erasing")
        .withContentType("application/scim+json")
        .withHeader("Prefer", "respond-async")
        .post(
            "/Bulk",
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[%s]}"
                .formatted(operation))
        .expect(202);
  }

  private static String create(Account account, String name) {
    return account.okta().post("/Users", USER.formatted(name)).expectResource(201).id();
  }

  private static Answer patch(Account account, String id, String path, String value) {
    return account.okta().patch("/Users/" + id, PATCH.formatted(path, value));
  }

  private static String late(String schema) {
    return "update " + schema + ".erasure set requested_at = requested_at - interval '2 minutes'";
  }

  private static List<String> states(RosterlineSystem system, Account account, String data) {
    var states = new ArrayList<String>();
    system
        .admin()
        .send("GET", account.id(), data, null)
        .expect(200)
        .json()
        .path("erased")
        .forEach(place -> states.add(place.path("state").asString()));
    return states;
  }

  /** Every table of the system that has a row with this in it, wherever in the row. */
  private static List<String> mentions(RosterlineSystem system, String name) {
    var tables =
        system
            .database()
            .query(
                """
                select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and n.nspname in ('directory', 'activity', 'account')
                """,
                row -> row.getString(1));
    assertThat(tables).contains("directory.member", "activity.activity", "account.token");
    return tables.stream()
        .filter(
            table ->
                system
                        .database()
                        .count("select count(*) from " + table + " t where t::text ~* ?", name)
                    > 0)
        .toList();
  }
}
