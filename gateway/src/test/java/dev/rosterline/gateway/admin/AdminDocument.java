package dev.rosterline.gateway.admin;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the admin API, and what it says of an answer. */
final class AdminDocument {

  private static final String ID = "https://rosterline.dev/openapi/admin-v1";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final JsonNode document = read();
  private final String base = document.path("servers").path(0).path("url").asString();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemas(Map.of(ID, document.toString())));

  /** {@code GET /admin/v1/accounts} and so on. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(METHODS::contains)
                    .forEach(
                        method ->
                            operations.add(method.toUpperCase() + " " + base + path.getKey())));
    return operations;
  }

  /** What an answer has or lacks that the document does not say. */
  List<Error> errors(String method, String path, int status, String body) {
    return schema(method, path, status).validate(MAPPER.readTree(body));
  }

  private Schema schema(String method, String path, int status) {
    String template = template(path);
    JsonNode answers = document.path("paths").path(template).path(method.toLowerCase());
    JsonNode answer = answers.path("responses").path(Integer.toString(status));
    if (answer.isMissingNode() && status >= 400) {
      answer = answers.path("responses").path("default");
    }
    if (answer.has("$ref")) {
      answer = document.at(answer.path("$ref").asString().substring(1));
    }
    JsonNode content =
        answer
            .path("content")
            .path(status >= 400 ? "application/problem+json" : "application/json");
    if (content.isMissingNode()) {
      throw new AssertionError("%s %s may not answer %s".formatted(method, path, status));
    }
    JsonNode closed = closed(absolute(content.path("schema")));
    return registry.getSchema(SchemaLocation.of(ID + "/answer"), closed);
  }

  /** What may have no property but those that are told, nor may the items of its lists. */
  private static JsonNode closed(JsonNode schema) {
    schema
        .path("properties")
        .forEach(
            property -> {
              if (property.has("items")) {
                ((ObjectNode) property).set("items", closed(property.path("items")));
              }
            });
    ObjectNode closed = MAPPER.createObjectNode();
    if (!schema.path("type").asString("object").equals("object")) {
      return schema;
    }
    closed.putArray("allOf").add(schema);
    return closed.put("unevaluatedProperties", false);
  }

  /** A copy of a part of the document still refers to the whole. */
  private static JsonNode absolute(JsonNode part) {
    return MAPPER.readTree(part.toString().replace("\"#/", "\"" + ID + "#/"));
  }

  private String template(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return document.path("paths").propertyNames().stream()
        .map(template -> PathPatternParser.defaultInstance.parse(base + template))
        .filter(pattern -> pattern.matches(parsed))
        .min(PathPattern.SPECIFICITY_COMPARATOR)
        .orElseThrow(() -> new AssertionError("no path for " + path))
        .getPatternString()
        .substring(base.length());
  }

  private static JsonNode read() {
    try (InputStream in = new ClassPathResource("openapi/admin-v1.yaml").getInputStream()) {
      return Objects.requireNonNull(MAPPER.valueToTree(new Yaml().load(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
