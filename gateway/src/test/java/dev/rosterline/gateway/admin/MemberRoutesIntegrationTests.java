package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.lookup.SharedDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("process")
class MemberRoutesIntegrationTests extends AdminApiSuite {

  @Test
  void pendingRemovalsAreListedByDateAndPage() {
    String account = account();
    for (int i = 0; i < 5; i++) {
      UUID member = UUID.randomUUID();
      SharedDatabase.user(
          UUID.fromString(account), member, null, "{\"userName\":\"user" + i + "\"}");
      SharedDatabase.execute(
          "update directory.member set removal_due_at = now() + ?::interval where member_id = ?",
          (i / 2) + " days",
          member);
    }
    List<String> names = new java.util.ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = page("/accounts/" + account + "/removals?limit=2" + cursor);
      page.path("removals").forEach(row -> names.add(row.path("userName").asString()));
      String next = page.path("nextCursor").asString("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    assertThat(names).containsExactlyInAnyOrder("user0", "user1", "user2", "user3", "user4");
    assertThat(names.getLast()).isEqualTo("user4");
    assertThat(page("/accounts/" + account() + "/removals").path("removals").size()).isZero();
    for (String query : List.of("?limit=0", "?limit=501", "?limit=x", "?cursor=x", "?cursor=%20")) {
      assertProblem(
          client
              .get()
              .uri(java.net.URI.create("/admin/v1/accounts/" + account + "/removals" + query))
              .exchange(),
          400);
    }
  }

  @Test
  void removalIsCancelledByACommandToItsOwner() {
    UUID member = UUID.randomUUID();
    String account = account();
    post("/accounts/" + account + "/removals/" + member + "/cancel", "")
        .expectStatus()
        .isNoContent();
    assertThat(PROCESSOR.last().command())
        .isEqualTo(new Command.CancelRemoval(new MemberId(member)));
    assertThat(PROCESSOR.last().resource()).isEqualTo(new ScimId(member));
    PROCESSOR.refuseNext(409, "No removal is pending for ann");
    assertProblem(post("/accounts/" + account + "/removals/" + member + "/cancel", ""), 409);
  }

  @Test
  void awaitedMembersAreWhatGroupsNameThoughNobodyIsThere() {
    String account = account();
    UUID id = UUID.fromString(account);
    UUID group = UUID.randomUUID();
    UUID member = UUID.randomUUID();
    UUID awaited = UUID.randomUUID();
    SharedDatabase.group(id, group, "{\"displayName\":\"Sales\"}");
    SharedDatabase.user(id, member, "{\"userName\":\"here\"}");
    SharedDatabase.membership(id, group, member);
    SharedDatabase.membership(id, group, awaited);
    JsonNode list = page("/accounts/" + account + "/awaited").path("awaited");
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.get(0).path("value").asString()).isEqualTo(awaited.toString());
    assertThat(list.get(0).path("groupName").asString()).isEqualTo("Sales");
  }

  @Test
  void holdsAreListedReleasedAndCancelledOneOrAll() {
    String account = account();
    List<UUID> held = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    for (UUID member : held) {
      SharedDatabase.user(
          UUID.fromString(account), member, null, "{\"userName\":\"" + member + "\"}");
      SharedDatabase.execute(
          "update directory.member set held = 'delete', held_at = now() where member_id = ?",
          member);
    }
    JsonNode first = page("/accounts/" + account + "/holds?limit=2");
    assertThat(first.path("holds").size()).isEqualTo(2);
    assertThat(first.path("holds").get(0).path("held").asString()).isEqualTo("delete");
    assertThat(
            page("/accounts/" + account + "/holds?cursor=" + first.path("nextCursor").asString())
                .path("holds")
                .size())
        .isEqualTo(1);
    String path = "/accounts/" + account + "/holds";
    post(path + "/" + held.getFirst() + "/release", "").expectStatus().isNoContent();
    assertThat(PROCESSOR.last().command())
        .isEqualTo(new Command.ReleaseHold(new MemberId(held.getFirst())));
    post(path + "/cancel", "")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.done")
        .isEqualTo(3)
        .jsonPath("$.more")
        .isEqualTo(false);
    assertThat(PROCESSOR.last().command()).isInstanceOf(Command.CancelHold.class);
  }

  @Test
  void erasureIsACommandAndSaysWhereAndUntilWhen() {
    String account = account();
    UUID person = UUID.randomUUID();
    String path = "/accounts/" + account + "/persons/" + person + "/data";
    client.get().uri("/admin/v1" + path).exchange().expectStatus().isNotFound();
    SharedDatabase.execute(
        "insert into directory.erasure (account_id, member_id, requested_at, names) values (?, ?,"
            + " '2026-11-01T00:00:00Z', '{eve}')",
        UUID.fromString(account),
        person);
    client
        .delete()
        .uri("/admin/v1" + path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.erased[?(@.place == 'directory')].state")
        .isEqualTo("done")
        .jsonPath("$.erased[?(@.place == 'outcomes')].state")
        .isEqualTo("under way")
        .jsonPath("$.erased[?(@.place == 'activity')].state")
        .isEqualTo("under way")
        .jsonPath("$.agesOut[?(@.topic == 'rosterline.commands.v1')].by")
        .isEqualTo("2026-11-08T00:00:00Z");
    assertThat(PROCESSOR.last().command()).isEqualTo(new Command.ErasePerson(new MemberId(person)));
    client
        .get()
        .uri("/admin/v1/accounts/" + account() + "/persons/" + person + "/data")
        .exchange()
        .expectStatus()
        .isNotFound();
  }
}
