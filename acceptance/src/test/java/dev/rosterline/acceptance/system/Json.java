package dev.rosterline.acceptance.system;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as an outsider reads it, without Rosterline's own types. */
public final class Json {

  public static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static Stream<JsonNode> elements(JsonNode array) {
    Iterable<JsonNode> iterable = () -> iterator(array);
    return StreamSupport.stream(iterable.spliterator(), false);
  }

  private static Iterator<JsonNode> iterator(JsonNode array) {
    return array.iterator();
  }
}
