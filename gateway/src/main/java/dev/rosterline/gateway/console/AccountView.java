package dev.rosterline.gateway.console;

import tools.jackson.databind.node.ObjectNode;

/** An account as pages show it. */
record AccountView(String id, String name, boolean enabled, int gracePeriodDays) {

  static AccountView of(ObjectNode node) {
    return new AccountView(
        node.path("id").asString(),
        node.path("name").asString(),
        node.path("enabled").asBoolean(),
        node.path("gracePeriodDays").asInt());
  }
}
