package dev.rosterline.acceptance.operating;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * What `docker-compose.yml` says, its anchors resolved.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">Compose
 *     specification</a>
 */
final class ComposeFile {

  private final Map<String, Object> document;

  private ComposeFile(Map<String, Object> document) {
    this.document = document;
  }

  static ComposeFile of(Path checkout) {
    return new ComposeFile(new Yaml().load(Settings.text(checkout.resolve("docker-compose.yml"))));
  }

  Set<String> topLevel() {
    return document.keySet();
  }

  Set<String> services() {
    return map(document, "services").keySet();
  }

  Set<String> volumes() {
    return map(document, "volumes").keySet();
  }

  private Map<String, Object> service(String name) {
    return map(map(document, "services"), name);
  }

  boolean has(String service, String key) {
    return service(service).containsKey(key);
  }

  String text(String service, String key) {
    return String.valueOf(service(service).getOrDefault(key, ""));
  }

  /** Variables as they are written, with the names of files and of other variables in them. */
  Map<String, String> environment(String service) {
    Map<String, String> variables = new TreeMap<>();
    map(service(service), "environment")
        .forEach((name, value) -> variables.put(name, String.valueOf(value)));
    return variables;
  }

  /** Which service must have come how far before this one starts. */
  Map<String, String> conditions(String service) {
    return map(service(service), "depends_on").entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> String.valueOf(((Map<?, ?>) entry.getValue()).get("condition"))));
  }

  List<String> list(String service, String key) {
    List<String> texts = new ArrayList<>();
    if (service(service).get(key) instanceof List<?> values) {
      values.forEach(value -> texts.add(String.valueOf(value)));
    }
    return texts;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> of, String key) {
    return of.get(key) instanceof Map<?, ?> found ? (Map<String, Object>) found : Map.of();
  }
}
