package dev.rosterline.audit.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.audit.AuditSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Among more rows than one page may read, each page is what a comparison of all rows gives. */
@Tag("process")
class LargeSearchIntegrationTests {

  private static AuditSystem system;
  private static UUID account;

  @BeforeAll
  static void fill() throws Exception {
    system = AuditSystem.running();
    account = LargeAccount.in(system);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          operation=group.members          ; operation = 'group.members'
          result=failed                    ; result = 'refused'
          result=applied&client=OneLogin   ; result = 'applied' and client = 'OneLogin'
          client=OneLogin&operation=group.members ; client = 'OneLogin' and operation = 'group.members'
          client=Entra ID                  ; client = 'Entra ID'
          token=TOKEN&result=refused       ; token_id is not null and result = 'refused'
          resource=THREE&client=OneLogin   ; resource_id = md5('3')::uuid and client = 'OneLogin'
          resource=THREE&q=smith13         ; resource_id = md5('3')::uuid and subject like '%smith13%'
          q=smith777                       ; subject = 'smith777'
          q=xanthippe                      ; subject like 'xanthippe%'
          q=zz                             ; subject = 'zz'
          q=h7                             ; subject like '%h7%'
          q=smith7&client=OneLogin         ; false
          q=taken&operation=group.members  ; operation = 'group.members' and detail like '%taken%'
          q=smith5&token=TOKEN             ; token_id is not null and subject like '%smith5%'
          """)
  void pagesOfASearchHoldEveryRowOnceAndInOrder(String search, String condition) throws Exception {
    List<String> found = walk(search);

    assertThat(found)
        .containsExactlyElementsOf(
            List.of(
                system
                    .text(
                        "select coalesce(string_agg(command_id::text, ',' order by at desc, command_id desc), 'none')"
                            + " from activity.activity where account_id = '"
                            + account
                            + "' and "
                            + condition)
                    .split(",")));
  }

  @Test
  void aRareNameIsFoundAtOnceThoughItIsOld() throws Exception {
    JsonNode page = ask("q=xanthippe");

    assertThat(page.path("items")).hasSize(1);
    assertThat(page.has("nextCursor")).isFalse();
    assertThat(page.has("searchedTo")).isFalse();
  }

  @Test
  void aFragmentWithoutAnIndexSaysHowFarItWasLookedFor() throws Exception {
    JsonNode page = ask("q=zz");

    assertThat(page.path("items")).isEmpty();
    assertThat(page.has("nextCursor")).isTrue();
    assertThat(Instant.parse(page.path("searchedTo").asString()))
        .isBetween(Instant.now().minusSeconds(4_000), Instant.now().minusSeconds(1_000));
  }

  /** Nothing can be read while the table is locked, so that the time is over for certain. */
  @Test
  void anIndexThatTakesTooLongIsLeft() throws Exception {
    var query =
        new ActivityQuery(
            account, null, null, null, null, "smith", ActivityQuery.Who.ANYBODY, 50, null);
    CountDownLatch locked = new CountDownLatch(1);
    try (var other = Executors.newSingleThreadExecutor()) {
      var lock =
          other.submit(
              () -> {
                system.whileLocked("activity.activity", locked);
                return true;
              });
      locked.await();
      var texts = system.bean(TextSearchStore.class);
      var rows = texts.byIndex(query, Instant.EPOCH, Duration.ofMillis(100)).blockOptional();
      assertThat(rows).isEmpty();
      assertThat(lock.get()).isTrue();
    }
  }

  private static List<String> walk(String search) throws Exception {
    List<String> found = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = ask(search + "&limit=40" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.path("items").forEach(row -> found.add(row.path("id").asString()));
      cursor = page.path("nextCursor").asString(null);
    }
    return found.isEmpty() ? List.of("none") : found;
  }

  private static JsonNode ask(String search) throws Exception {
    String named =
        search.replace("THREE", uuidOf("3")).replace("TOKEN", uuidOf("token")).replace(" ", "%20");
    return system.json("/activity?account=" + account + "&" + named);
  }

  private static String uuidOf(String text) throws Exception {
    return system.text("select md5('" + text + "')::uuid::text");
  }
}
