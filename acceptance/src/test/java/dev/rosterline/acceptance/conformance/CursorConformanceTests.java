package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.search;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 9865: pages by cursor. */
class CursorConformanceTests extends ConformanceSuite {

  private static final int PEOPLE = 4;

  @BeforeAll
  void fill() {
    IntStream.range(0, PEOPLE).forEach(i -> someone());
  }

  private Answer page(String cursor, String more) {
    return scim.get("/Users?cursor=" + cursor + more);
  }

  private String next(Answer page) {
    var cursor = page.expect(200).json().path("nextCursor").asString("");
    assertThat(cursor).as("nextCursor of %s", page).isNotEmpty();
    return cursor;
  }

  @Requirement("CP-01")
  @Requirement("CP-02")
  @Test
  void emptyCursorBeginsAWalk() {
    assertThat(next(page("", "&count=2"))).matches("[A-Za-z0-9._~-]+");
    assertThat(next(scim.get("/Users?cursor&count=2"))).isNotEmpty();
  }

  @Requirement("CP-03")
  @Requirement("CP-04")
  @Requirement("CP-06")
  @Test
  void everyPageButTheLastNamesTheNext() {
    var first = page("", "&count=2");
    assertThat(first.json().has("previousCursor")).isFalse();
    assertThat(first.json().path("totalResults").asInt()).isEqualTo(PEOPLE);
    var last = page(next(first), "&count=2").expect(200);
    assertThat(last.json().has("nextCursor")).isFalse();
    List<String> all = new ArrayList<>(names(first));
    all.addAll(names(last));
    assertThat(all).hasSize(PEOPLE).doesNotHaveDuplicates();
  }

  @Requirement("CP-05")
  @Test
  void noneIsAskedForTheTotal() {
    var none = page("", "&count=0").expect(200).json();
    assertThat(none.path("Resources").size()).isZero();
    assertThat(none.path("totalResults").asInt()).isEqualTo(PEOPLE);
  }

  @Requirement("CP-07")
  @Test
  void forgedCursorIsInvalid() {
    var cursor = next(page("", "&count=2"));
    page("nonsense", "&count=2").expectError(400, "invalidCursor");
    var flipped = (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1);
    page(flipped, "&count=2").expectError(400, "invalidCursor");
    page(cursor, "&count=2&filter=" + encoded("title pr")).expectError(400, "invalidCursor");
    scim.get("/Groups?count=2&cursor=" + cursor).expectError(400, "invalidCursor");
  }

  @Requirement("CP-09")
  @Test
  void countStaysTheSame() {
    page(next(page("", "&count=2")), "&count=3").expectError(400, "invalidCount");
  }

  @Requirement("CP-10")
  @Test
  void orderGoesOnOverPages() {
    var first = page("", "&count=2&sortBy=userName");
    List<String> all = new ArrayList<>(names(first));
    all.addAll(names(page(next(first), "&count=2&sortBy=userName")));
    assertThat(all).hasSize(PEOPLE).isSorted();
  }

  @Requirement("CP-11")
  @Test
  void defaultIsByIndex() {
    var list = scim.get("/Users?count=2").expectList(PEOPLE).json();
    assertThat(list.has("nextCursor")).isFalse();
    assertThat(list.path("startIndex").asInt()).isEqualTo(1);
  }

  @Requirement("CP-13")
  @Test
  void searchTakesACursor() {
    var first = scim.post("/Users/.search", search(",'cursor':'','count':2"));
    var cursor = next(first);
    var last = scim.post("/Users/.search", search(",'cursor':'" + cursor + "','count':2"));
    assertThat(names(last)).hasSize(2).doesNotContainAnyElementsOf(names(first));
  }

  @Requirement("CP-15")
  @Requirement("CP-16")
  @Requirement("MT-05")
  @Test
  void cursorGivesNoRights() {
    var cursor = next(page("", "&count=2"));
    var other = system.account("CursorConformanceTests other", 0).client("conformance");
    other.get("/Users?count=2&cursor=" + cursor).expectError(400, "invalidCursor");
    account.withToken("nobody").get("/Users?count=2&cursor=" + cursor).expectError(401);
  }

  @Requirement("CP-18")
  @Test
  void twoWaysAtOnceAreRefused() {
    page("", "&startIndex=1").expectError(400, "invalidValue");
  }
}
