package dev.rosterline.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

/** RFC 7240, 2, 4.1 and 4.3. Header lines are parted by {@code ~}, {@code none} is no header. */
class PreferenceTests {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // names in any case, blanks where they may be
        "respond-async | 0",
        "Respond-ASYNC | 0",
        "  respond-async  | 0",
        "respond-async, wait=10 | 10",
        "respond-async,wait=10 | 10",
        "wait=10,respond-async | 10",
        "WAIT=3, respond-async | 3",
        "respond-async, wait = 10 | 10",
        // several lines are one list
        "respond-async ~ wait=4 | 4",
        "wait=4 ~ return=minimal ~ respond-async | 4",
        // the first of each counts, usable or not
        "respond-async, wait=5, wait=50 | 5",
        "respond-async, wait=x, wait=50 | 0",
        "respond-async=never, respond-async | none",
        "respond-async, respond-async=never | 0",
        // an empty value is none
        "respond-async=\"\" | 0",
        "respond-async= | 0",
        "respond-async, wait= | 0",
        "respond-async, wait | 0",
        // values may be quoted
        "respond-async, wait=\"7\" | 7",
        "respond-async, wait=\"\\7\" | 7",
        // parameters are for others
        "respond-async; foo=bar | 0",
        "respond-async; foo=\"a, wait=9\"; x, wait=2 | 2",
        "respond-async ;, wait=2;p | 2",
        // what is unknown or unreadable is not there
        "return=minimal | none",
        "foo=\"respond-async\" | none",
        "foo=\"a, respond-async | none",
        "x y, respond-async | 0",
        "respond-async y | none",
        "respond-async/2 | none",
        "=, ;, ,, respond-async | 0",
        "respond-asynchronous | none",
        "handling=lenient; respond-async | none",
        "respond-async, wait=-1 | 0",
        "respond-async, wait=1.5 | 0",
        "respond-async, wait=1s | 0",
        "respond-async, wait=99999999999999999999 | 3600",
        "respond-async, wait=3601 | 3600",
        "wait=10 | none",
        "RESPOND-ASYNC; wait=10 | 0"
      })
  void patience(String lines, String seconds) {
    List<String> header = Arrays.stream(lines.split("~")).toList();

    assertThat(Preference.patience(header))
        .isEqualTo(seconds.equals("none") ? null : Duration.ofSeconds(Long.parseLong(seconds)));
  }

  @Test
  void withoutTheHeaderNothingIsPreferred() {
    assertThat(Preference.patience(new HttpHeaders())).isNull();
  }

  @Test
  void hostileLengthIsReadInOneGo() {
    String quotes = "x=\"" + "\\\"".repeat(20_000) + "\",respond-async";

    assertThat(Preference.patience(List.of(quotes))).isEqualTo(Duration.ZERO);
    assertThat(Preference.patience(List.of("\"".repeat(60_001)))).isNull();
    assertThat(Preference.patience(List.of(",".repeat(60_000) + "respond-async"))).isZero();
  }
}
