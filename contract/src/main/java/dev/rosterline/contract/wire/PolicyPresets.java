package dev.rosterline.contract.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.node.ObjectNode;

/** Named sets of policy settings, each with the behaviour of a kind of product; data, not code. */
public final class PolicyPresets {

  /** One behaviour. */
  public record Preset(String name, String about, ObjectNode settings) {}

  private static final List<Preset> ALL = load();

  private PolicyPresets() {}

  public static List<Preset> all() {
    return ALL;
  }

  public static Optional<Preset> find(String name) {
    return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
  }

  private static List<Preset> load() {
    try (InputStream file = PolicyPresets.class.getResourceAsStream("/policy-presets.json")) {
      ObjectNode node =
          (ObjectNode) Wire.MAPPER.readTree(Objects.requireNonNull(file).readAllBytes());
      return StreamSupport.stream(node.path("presets").spliterator(), false)
          .map(preset -> (ObjectNode) preset)
          .map(
              preset ->
                  new Preset(
                      Wire.text(preset, "name"),
                      Wire.text(preset, "about"),
                      Wire.object(preset, "settings")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
