package dev.rosterline.gateway.console;

import dev.rosterline.gateway.console.Guide.Line;
import dev.rosterline.gateway.console.Guide.Look;
import dev.rosterline.gateway.console.Guide.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a guide of {@code docs/idp}, so that the console and the documentation say the same words.
 * Of Markdown it knows what these guides use: a title, a numbered list, paragraphs, a list of what
 * is good to know, names in asterisks and code in backticks. What it does not know it shows as it
 * is.
 */
final class GuideReader {

  private static final Pattern STEP = Pattern.compile("\\d+\\. ");
  private static final Pattern RUN = Pattern.compile("\\*([^*]+)\\*|`([^`]+)`");
  private static final String GOOD = "## Good to know";

  private GuideReader() {}

  /**
   * @param name of the file, without its ending
   */
  static Guide of(String name) {
    try (InputStream file = GuideReader.class.getResourceAsStream("/console/idp/" + name + ".md")) {
      if (file == null) {
        throw new IllegalStateException("there is no guide of " + name);
      }
      return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Guide read(String markdown) {
    String title = "";
    List<Line> steps = new ArrayList<>();
    List<Line> remark = new ArrayList<>();
    List<Line> good = new ArrayList<>();
    String section = "";
    for (String block : blocks(markdown)) {
      if (block.startsWith("# ")) {
        title = block.substring(2);
      } else if (block.startsWith("## ")) {
        section = block;
      } else if (STEP.matcher(block).lookingAt()) {
        steps.add(line(STEP.matcher(block).replaceFirst("")));
      } else if (block.startsWith("- ") && section.equals(GOOD)) {
        good.add(line(block.substring(2)));
      } else if (section.isEmpty() && !steps.isEmpty()) {
        remark.add(line(block));
      }
    }
    return new Guide(title, steps, remark, good);
  }

  /** Paragraphs and entries of lists, each on one line. */
  private static List<String> blocks(String markdown) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : markdown.lines().toList()) {
      boolean begins = STEP.matcher(line).lookingAt() || line.startsWith("- ");
      if (line.isBlank() || begins) {
        add(blocks, block);
      }
      if (!line.isBlank()) {
        block.append(block.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    add(blocks, block);
    return blocks;
  }

  private static void add(List<String> blocks, StringBuilder block) {
    if (!block.isEmpty()) {
      blocks.add(block.toString());
      block.setLength(0);
    }
  }

  private static Line line(String text) {
    List<Run> runs = new ArrayList<>();
    Matcher marked = RUN.matcher(text);
    int from = 0;
    while (marked.find()) {
      plain(runs, text.substring(from, marked.start()));
      String name = marked.group(1);
      runs.add(name != null ? new Run(Look.NAME, name) : new Run(Look.CODE, marked.group(2)));
      from = marked.end();
    }
    plain(runs, text.substring(from));
    return new Line(runs);
  }

  private static void plain(List<Run> runs, String text) {
    if (!text.isEmpty()) {
      runs.add(new Run(Look.PLAIN, text));
    }
  }
}
