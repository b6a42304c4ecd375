package dev.rosterline.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.console.Guide.Line;
import dev.rosterline.gateway.console.Guide.Look;
import dev.rosterline.gateway.console.Guide.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuideReaderTests {

  private static final Path DOCS = Path.of("..", "docs", "idp");

  /** Nothing that a reader of the documentation is told may be missing in the console. */
  @ParameterizedTest
  @EnumSource
  void consoleSaysWhatTheGuideSays(Provider provider) throws Exception {
    var written =
        Files.readString(DOCS.resolve(provider.key() + ".md"))
            .replaceAll("(?s)## Try it without one.*", "")
            .replaceAll("(?m)^(# |## Good to know|- |\\d+\\. )", "")
            .replaceAll("[*`]", "")
            .replaceAll("\\s+", " ");
    var guide = provider.guide();
    assertThat(guide.steps()).hasSizeGreaterThanOrEqualTo(4);
    var lines =
        Stream.of(guide.steps(), guide.remark(), guide.good())
            .flatMap(List::stream)
            .map(GuideReaderTests::text)
            .toList();
    assertThat(lines).allSatisfy(line -> assertThat(written).contains(line));
    var said = guide.title() + " " + String.join(" ", lines);
    assertThat(said.length()).isGreaterThan(written.length() - INTRODUCTION);
  }

  /** Where to get the base URL and a token, which the console shows beside. */
  private static final int INTRODUCTION = 140;

  @Test
  void marksAreTakenForWhatTheyMean() {
    var guide =
        GuideReader.read(
            """
            # Acme

            You need the base URL.

            1. Open *Apps*,
               then type `x`.
            2. Press it.

            It takes a while.

            ## Good to know

            - One <b>thing</b>.
            """);
    assertThat(guide)
        .isEqualTo(
            new Guide(
                "Acme",
                List.of(
                    new Line(
                        List.of(
                            new Run(Look.PLAIN, "Open "),
                            new Run(Look.NAME, "Apps"),
                            new Run(Look.PLAIN, ", then type "),
                            new Run(Look.CODE, "x"),
                            new Run(Look.PLAIN, "."))),
                    plain("Press it.")),
                List.of(plain("It takes a while.")),
                List.of(plain("One <b>thing</b>."))));
  }

  private static Line plain(String text) {
    return new Line(List.of(new Run(Look.PLAIN, text)));
  }

  private static String text(Line line) {
    return line.runs().stream().map(Run::text).collect(Collectors.joining());
  }
}
