package dev.rosterline.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rosterline.contract.ClassEvent;
import dev.rosterline.contract.MemberState;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Standing;
import dev.rosterline.contract.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code docs/events} says of the public topics is what the contract does. */
class EventDocumentsTests {

  private static final Path EVENTS = Path.of("..", "docs", "events");
  private static final String BASE = "https://rosterline.dev/events/schemas/";
  private static final String PREFIX = "dev.rosterline.";
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(files()));

  private final JsonNode document = document();

  @Test
  void everyTypeHasOneMessageAndNoneElse() {
    List<String> documented = new ArrayList<>();
    for (JsonNode reference : channel("membershipEvents").path("messages")) {
      documented.add(resolve(reference).path("name").asString());
    }
    assertThat(documented).containsExactlyElementsOf(types());
    assertThat(document.at("/components/messages").size()).isEqualTo(documented.size() + 1);
  }

  @Test
  void everyMessageHasTheSchemaOfItsName() {
    for (JsonNode message : document.at("/components/messages")) {
      var name = message.path("name").asString();
      var file = name.equals("memberState") ? "member-state" : name.substring(PREFIX.length());
      var reference = message.at("/payload/schema/$ref").asString();
      assertThat(reference).isEqualTo("./schemas/" + file + ".v1.json");
      assertThat(EVENTS.resolve(reference)).exists();
      if (!name.equals("memberState")) {
        assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asString())
            .isEqualTo(name);
      }
    }
  }

  @Test
  void noSchemaIsLeftOver() {
    assertThat(files()).hasSize(types().size() + 2);
  }

  @Test
  void everyTypeIsInTheGuide() throws IOException {
    var guide = Files.readString(EVENTS.resolveSibling("events.md"));
    for (String type : types()) {
      assertThat(guide).contains("| `" + type.substring(PREFIX.length()) + "` |");
    }
  }

  @Test
  void channelsAreTheTopicsAsTheyAreMade() {
    for (String name : List.of("membershipEvents", "membershipState")) {
      var kafka = channel(name).at("/bindings/kafka");
      var topic =
          Topics.all().stream()
              .filter(it -> it.name().equals(channel(name).path("address").asString()))
              .findFirst()
              .orElseThrow();
      assertThat(kafka.path("topic").asString()).isEqualTo(topic.name());
      assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
      kafka
          .path("topicConfiguration")
          .forEachEntry(
              (setting, value) ->
                  assertThat(value.isArray() ? value.path(0).asString() : value.asString())
                      .isEqualTo(topic.settings().get(setting)));
    }
  }

  @Test
  void everyReferenceInsideTheDocumentLeadsSomewhere() {
    assertThat(references(document)).isNotEmpty();
    for (String reference : references(document)) {
      if (reference.startsWith("#")) {
        assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      } else {
        assertThat(EVENTS.resolve(reference)).exists();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eventIsAsItsSchemaSays(Type type) {
    var event = event(type);
    assertThat(errors(type, MembershipEventWire.data(event))).isEmpty();
    var headers = document.at("/components/schemas/cloudEventHeaders/properties");
    assertThat(MembershipEventWire.headers(event).keySet())
        .containsExactlyInAnyOrderElementsOf(headers.propertyNames());
  }

  @ParameterizedTest
  @EnumSource
  void eventOfAnotherTypeIsNot(Type type) {
    var other = type == Type.REMOVED ? Type.JOINED : Type.REMOVED;
    assertThat(errors(type, MembershipEventWire.data(event(other)))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldIsDescribed(Type type) {
    var data = (ObjectNode) Wire.MAPPER.readTree(MembershipEventWire.data(event(type)));
    data.remove(List.of("changed", "role", "class"));
    var known = Wire.MAPPER.readTree(files().get(BASE + "member-state.v1.json"));
    assertThat(known.path("properties").propertyNames()).containsAll(data.propertyNames());
  }

  @ParameterizedTest
  @EnumSource
  void eventOfAClassIsAsItsSchemaSays(ClassEvent.Type type) {
    var event = TestMessages.classEvent(type);
    var schema = type.wire().substring(PREFIX.length());
    assertThat(errors(schema, SubscriberEventWire.data(event))).isEmpty();
    var other = type == ClassEvent.Type.DELETED ? ClassEvent.Type.CREATED : ClassEvent.Type.DELETED;
    assertThat(errors(schema, SubscriberEventWire.data(TestMessages.classEvent(other))))
        .isNotEmpty();
    var data = Wire.MAPPER.readTree(SubscriberEventWire.data(event));
    var known = Wire.MAPPER.readTree(files().get(BASE + "class-state.v1.json"));
    assertThat(known.path("properties").propertyNames()).containsAll(data.propertyNames());
  }

  @Test
  void stateIsAsItsSchemaSays() {
    assertThat(errors("member-state", MembershipEventWire.state(TestMessages.state()))).isEmpty();
    assertThat(errors("member-state", MembershipEventWire.state(TestMessages.standing())))
        .isEmpty();
    assertThat(errors("member-state", "{\"v\":2}".getBytes(StandardCharsets.UTF_8))).isNotEmpty();
  }

  /** A member as they are after an event of that type. */
  private static MembershipEvent event(Type type) {
    var state = TestMessages.state();
    var gone = type == Type.REMOVED;
    var pending = type == Type.REMOVAL_SCHEDULED;
    var member =
        new MemberState(
            state.account(),
            state.member(),
            gone || pending ? null : state.scimId(),
            state.userName(),
            state.externalId(),
            state.displayName(),
            state.email(),
            type != Type.BLOCKED,
            pending ? TestMessages.event().at() : null,
            gone,
            state.version(),
            gone ? Standing.NONE : TestMessages.standing().standing());
    List<String> changed =
        switch (type) {
          case UPDATED -> List.of("name.familyName", "emails");
          case BLOCKED, UNBLOCKED, HELD -> List.of("active");
          case ROLE_GAINED, ROLE_LOST -> List.of("roles");
          case CLASS_JOINED, CLASS_LEFT -> List.of("classes");
          case JOINED, REMOVAL_SCHEDULED, REMOVAL_CANCELLED, REMOVED -> List.of();
        };
    var sample = TestMessages.event();
    return new MembershipEvent(
        sample.id(),
        type,
        sample.at(),
        sample.cause(),
        member,
        changed,
        sample.traceparent(),
        about(type));
  }

  private static MembershipEvent.@Nullable About about(Type type) {
    return switch (type) {
      case ROLE_GAINED, ROLE_LOST -> TestMessages.roleGained().about();
      case CLASS_JOINED, CLASS_LEFT -> TestMessages.classJoined().about();
      default -> null;
    };
  }

  /** In the order of the documents. */
  private static List<String> types() {
    return Stream.concat(
            Arrays.stream(Type.values()).map(Type::wire),
            Arrays.stream(ClassEvent.Type.values()).map(ClassEvent.Type::wire))
        .toList();
  }

  private static List<?> errors(Type type, byte[] json) {
    return errors(type.wire().substring(PREFIX.length()), json);
  }

  private static List<?> errors(String schema, byte[] json) {
    return SCHEMAS
        .getSchema(SchemaLocation.of(BASE + schema + ".v1.json"))
        .validate(
            new String(json, StandardCharsets.UTF_8),
            InputFormat.JSON,
            context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)));
  }

  private JsonNode channel(String name) {
    return document.path("channels").path(name);
  }

  private JsonNode resolve(JsonNode reference) {
    return document.at(reference.path("$ref").asString().substring(1));
  }

  private static List<String> references(JsonNode node) {
    List<String> references = new ArrayList<>();
    if (node.path("$ref").isString()) {
      references.add(node.path("$ref").asString());
    }
    node.forEach(child -> references.addAll(references(child)));
    return references;
  }

  private static JsonNode document() {
    try {
      var yaml = Files.readString(EVENTS.resolve("asyncapi.yaml"));
      return Wire.MAPPER.valueToTree(new Yaml().load(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each schema by its identifier, which ends in the name of its file. */
  private static Map<String, String> files() {
    Map<String, String> byId = new TreeMap<>();
    try (Stream<Path> files = Files.list(EVENTS.resolve("schemas"))) {
      for (Path file : files.toList()) {
        var text = Files.readString(file);
        assertThat(Wire.MAPPER.readTree(text).path("$id").asString())
            .isEqualTo(BASE + file.getFileName());
        byId.put(BASE + file.getFileName(), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return byId;
  }
}
