package dev.rosterline.gateway.sessions;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.jackson.SecurityJacksonModules;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The attributes of a session as bytes and back. JSON by the modules of Spring Security, which make
 * nothing but its own types: a row that somebody else wrote cannot choose classes, as one of Java's
 * serialization could.
 */
final class SessionContent {

  private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};

  private final JsonMapper mapper =
      JsonMapper.builder()
          .addModules(SecurityJacksonModules.getModules(SessionContent.class.getClassLoader()))
          .build();

  byte[] write(Map<String, Object> attributes) {
    return mapper
        .writerFor(ATTRIBUTES)
        .writeValueAsString(new TreeMap<>(attributes))
        .getBytes(StandardCharsets.UTF_8);
  }

  Map<String, Object> read(byte[] bytes) {
    return new HashMap<>(mapper.readerFor(ATTRIBUTES).<Map<String, Object>>readValue(bytes));
  }
}
