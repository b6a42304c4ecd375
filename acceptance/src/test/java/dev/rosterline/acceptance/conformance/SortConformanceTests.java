package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.4.2.3: order of lists. */
class SortConformanceTests extends ConformanceSuite {

  private final String title = name("sorted");

  @BeforeAll
  void fill() {
    created(
        user(
            "b-" + title,
            ",'title':'%s','nickName':'b','name':{'familyName':'Z'},'emails':[{'value':'z@x.example'},{'value':'a@x.example','primary':true}]"
                .formatted(title)));
    created(
        user(
            "A-" + title,
            ",'title':'%s','nickName':'A','name':{'familyName':'Y'},'emails':[{'value':'m@x.example'}]"
                .formatted(title)));
    created(
        user(
            "c-" + title,
            ",'title':'%s','name':{'familyName':'X'},'emails':[{'value':'q@x.example'}]"
                .formatted(title)));
  }

  private String order(String parameters) {
    var filter = encoded("title eq \"" + title + "\"");
    var list = scim.get("/Users?filter=" + filter + "&" + parameters).expectList(3);
    return names(list).stream().map(name -> name.substring(0, 1)).collect(Collectors.joining());
  }

  @Requirement("S-01")
  @Requirement("S-05")
  @Test
  void orderIsAscendingWithoutCase() {
    assertThat(order("sortBy=userName")).isEqualTo("Abc");
    assertThat(order("sortBy=userName&sortOrder=descending")).isEqualTo("cbA");
  }

  @Requirement("S-02")
  @Test
  void missingIsLastAscending() {
    assertThat(order("sortBy=nickName")).isEqualTo("Abc");
    assertThat(order("sortBy=nickName&sortOrder=descending")).isEqualTo("cbA");
  }

  @Requirement("S-03")
  @Test
  void manyAreSortedByPrimaryOrFirst() {
    assertThat(order("sortBy=emails")).isEqualTo("bAc");
  }

  @Requirement("S-04")
  @Test
  void complexIsSortedBySubAttribute() {
    assertThat(order("sortBy=name.familyName")).isEqualTo("cAb");
    scim.get("/Users?sortBy=name").expectError(400, "invalidValue");
  }

  @Requirement("S-07")
  @Requirement("P-09")
  @Test
  void equalKeysKeepTheirOrderOverPages() {
    var filter = encoded("title eq \"" + title + "\"");
    var pages =
        IntStream.rangeClosed(1, 3)
            .mapToObj(
                start ->
                    scim.get(
                        "/Users?sortBy=title&count=1&startIndex=" + start + "&filter=" + filter))
            .flatMap(page -> names(page).stream())
            .toList();
    assertThat(pages).doesNotHaveDuplicates().hasSize(3);
  }
}
