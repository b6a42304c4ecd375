package dev.rosterline.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.4.2.4: pages by index. */
class PagingConformanceTests extends ConformanceSuite {

  private static final int PEOPLE = 5;

  @BeforeAll
  void fill() {
    IntStream.range(0, PEOPLE).forEach(i -> someone());
  }

  @Requirement("P-01")
  @Test
  void firstIndexIsOne() {
    for (var start : List.of("0", "-5", "1")) {
      var list = scim.get("/Users?startIndex=" + start).expectList(PEOPLE).json();
      assertThat(list.path("startIndex").asInt()).isEqualTo(1);
      assertThat(list.path("Resources").size()).isEqualTo(PEOPLE);
    }
  }

  @Requirement("P-03")
  @Requirement("P-04")
  @Test
  void noneIsAskedForTheTotal() {
    for (var count : List.of("0", "-1")) {
      var list = scim.get("/Users?count=" + count).expectList(PEOPLE).json();
      assertThat(list.path("Resources").size()).isZero();
    }
  }

  @Requirement("P-05")
  @Requirement("P-08")
  @Requirement("IP-08")
  @Requirement("IA-11")
  @Test
  void countHasADefaultAndALimit() {
    scim.get("/Users").expectList(PEOPLE);
    scim.get("/Users?count=100000").expectList(PEOPLE);
    var config = scim.get("/ServiceProviderConfig").json();
    assertThat(config.path("pagination").path("defaultPageSize").asInt())
        .isGreaterThanOrEqualTo(100);
    assertThat(config.path("filter").path("maxResults").asInt()).isBetween(100, 1000);
  }

  @Requirement("P-06")
  @Test
  void beyondTheEndIsEmpty() {
    var list = scim.get("/Users?startIndex=1000").expectList(PEOPLE).json();
    assertThat(list.path("itemsPerPage").asInt()).isZero();
  }

  @Requirement("P-07")
  @Test
  void numbersAreNumbers() {
    scim.get("/Users?count=abc").expectError(400, "invalidValue");
    scim.get("/Users?startIndex=x").expectError(400, "invalidValue");
  }
}
