package dev.rosterline.local.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Somebody who does not exist. */
record Person(String userName, String givenName, String familyName, int number) {

  private static final List<String> GIVEN =
      List.of(
          "Ada",
          "Grace",
          "Alan",
          "Edsger",
          "Barbara",
          "Donald",
          "Frances",
          "Ken",
          "Radia",
          "Tim",
          "Margaret",
          "Dennis",
          "Hedy");
  private static final List<String> FAMILY =
      List.of(
          "Almeida",
          "Berg",
          "Castillo",
          "Dubois",
          "Eriksen",
          "Fischer",
          "Garcia",
          "Haddad",
          "Ito",
          "Jansen",
          "Kowalski");
  private static final List<String> DEPARTMENTS =
      List.of("Engineering", "Sales", "Support", "Finance", "People");

  static Person of(int number, String run) {
    var given = GIVEN.get(number % GIVEN.size());
    var family = FAMILY.get(number % FAMILY.size());
    var name = (given + "." + family + "." + run + "." + number).toLowerCase(Locale.ROOT);
    return new Person(name + "@example.com", given, family, number);
  }

  /** The document as Okta sends it. */
  Map<String, Object> document() {
    return Map.of(
        "schemas",
        List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
        "userName",
        userName,
        "name",
        Map.of("givenName", givenName, "familyName", familyName),
        "displayName",
        givenName + " " + familyName,
        "emails",
        List.of(Map.of("primary", true, "value", userName, "type", "work")),
        "title",
        DEPARTMENTS.get(number % DEPARTMENTS.size()),
        "externalId",
        "00u" + Integer.toString(userName.hashCode() & 0x7fffffff, 36) + number,
        "locale",
        "en-US",
        "groups",
        List.of(),
        "active",
        true);
  }
}
