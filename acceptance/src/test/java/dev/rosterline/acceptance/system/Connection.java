package dev.rosterline.acceptance.system;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a launched system tells about itself in {@code connection.json}. */
record Connection(
    String scimBaseUrl,
    String adminUrl,
    String adminUser,
    String adminPassword,
    String kafkaBootstrapServers,
    String postgresUrl,
    Map<String, Long> pids) {

  static Connection of(JsonNode json) {
    return new Connection(
        json.path("scimBaseUrl").asString(),
        json.path("adminUrl").asString(),
        json.path("adminUser").asString(),
        json.path("adminPassword").asString(),
        json.path("kafkaBootstrapServers").asString(),
        json.path("postgresUrl").asString(),
        Json.MAPPER.convertValue(
            json.path("pids"),
            Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Long.class)));
  }
}
