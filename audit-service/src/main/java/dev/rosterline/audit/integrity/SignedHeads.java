package dev.rosterline.audit.integrity;

import dev.rosterline.audit.integrity.Chain.Head;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the chains of an account had come to at a time, with the signature that proves it; as one
 * line, to be kept where nobody who has the database can reach it.
 *
 * @param heads {@code part:seq:hash} in hexadecimal, separated by commas
 */
record SignedHeads(UUID account, Instant at, String heads, byte[] signature) {

  static final String FIRST_WORD = "heads ";
  private static final HexFormat HEX = HexFormat.of();

  static String heads(List<Head> heads) {
    return heads.stream()
        .sorted(Comparator.comparing(head -> head.chain().part()))
        .map(head -> head.chain().part() + ":" + head.seq() + ":" + HEX.formatHex(head.hash()))
        .collect(Collectors.joining(","));
  }

  /** The heads that were signed. */
  List<Head> all() {
    return Arrays.stream(heads.split(",")).map(this::head).toList();
  }

  private Head head(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("no head of a chain: " + text);
    }
    return new Head(
        new Chain.Id(account, Integer.parseInt(parts[0])),
        Long.parseLong(parts[1]),
        HEX.parseHex(parts[2]));
  }

  static byte[] signed(UUID account, Instant at, String heads) {
    return ("rosterline activity heads 1 " + account + " " + at + " " + heads)
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] signed() {
    return signed(account, at, heads);
  }

  /** Known among others, such as those of a log, by its first word. */
  String line() {
    return FIRST_WORD
        + account
        + " "
        + at
        + " "
        + heads
        + " "
        + Base64.getEncoder().encodeToString(signature);
  }

  static SignedHeads ofLine(String line) {
    String[] words = line.substring(FIRST_WORD.length()).strip().split(" ", -1);
    if (words.length != 4) {
      throw new IllegalArgumentException("no line of signed heads: " + line);
    }
    return new SignedHeads(
        UUID.fromString(words[0]),
        Instant.parse(words[1]),
        words[2],
        Base64.getDecoder().decode(words[3]));
  }
}
