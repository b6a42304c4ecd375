package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.http.HttpHeaders;

/** Whatever a client asks for, it is a query or the client's mistake. */
class HostileQueryTests {

  private static final List<ResourceType> ALL = List.of(ResourceType.values());

  private static final String SEARCH =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "attributes": ["userName"],
       "filter": "emails[type eq \\"work\\"]", "sortBy": "userName", "sortOrder": "descending",
       "startIndex": 1, "count": 10}
      """;

  @Property(seed = "42", tries = 5000)
  void parameters(@ForAll("parameterSets") Map<String, String> given) {
    answered(() -> ListQuery.read(ResourceType.USER, given::get));
    answered(() -> ListQuery.read(ResourceType.GROUP, given::get));
    answered(() -> ListQuery.read(ALL, given::get));
  }

  @Property(seed = "42", tries = 5000)
  void searches(@ForAll("bodies") byte[] body) {
    answered(() -> SearchRequest.read(List.of(ResourceType.USER), body));
    answered(() -> SearchRequest.read(ALL, body));
  }

  @Property(seed = "42", tries = 2000)
  void searchesOfAnyBytes(@ForAll byte[] body) {
    answered(() -> SearchRequest.read(ALL, body));
  }

  /** What cannot be read is no tag of ours (RFC 9110, 13.1.2). */
  @Property(seed = "42", tries = 2000)
  void tags(@ForAll("texts") String text) {
    HttpHeaders headers = new HttpHeaders();
    headers.add(HttpHeaders.IF_NONE_MATCH, text);
    boolean known = LookupRoutes.isKnown(headers, "W/\"7\"");
    assertThat(known && !text.contains("*") && !text.contains("\"7\"")).isFalse();
  }

  @Provide
  Arbitrary<Map<String, String>> parameterSets() {
    Arbitrary<String> names =
        Arbitraries.of(
            "filter",
            "sortBy",
            "sortOrder",
            "startIndex",
            "count",
            "cursor",
            "attributes",
            "excludedAttributes");
    return Arbitraries.maps(names, texts()).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "userName",
            "emails",
            "meta.created",
            "members",
            "name",
            "schemas",
            "value",
            " eq ",
            " pr",
            " and ",
            "not (",
            "[",
            "]",
            "(",
            ")",
            "\"a\"",
            "\"",
            "\\",
            ".",
            ",",
            ":",
            "W/",
            "\"7\"",
            "*",
            "1",
            "-1",
            "99999999999999999999",
            "1e9",
            "true",
            "descending",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "\u0000",
            "\ud800",
            "\uFF11",
            " ");
    return Arbitraries.oneOf(
        parts.list().ofMaxSize(8).map(list -> String.join("", list)),
        Arbitraries.strings().ofMaxLength(20));
  }

  /** Cut, doubled, or with something in a place where nobody put it. */
  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, SEARCH.length());
    Arbitrary<String> odd =
        Arbitraries.of(
            "",
            "\u0000",
            "\\ud800",
            "\"\\u0000\"",
            "9".repeat(400),
            "1e999999999",
            "[",
            "{",
            "null",
            "{\"a\":".repeat(64),
            "[".repeat(64),
            "\"count\": 2,",
            "true",
            "\"\"",
            ",",
            "\uFEFF");
    return Combinators.combine(places, places, odd)
        .as((from, to, text) -> SEARCH.substring(0, from) + text + SEARCH.substring(to))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static void answered(Runnable call) {
    try {
      call.run();
    } catch (ScimException e) {
      assertThat(e.error().status()).isEqualTo(400);
      assertThat(e.error().detail()).isNotEmpty();
    }
  }
}
