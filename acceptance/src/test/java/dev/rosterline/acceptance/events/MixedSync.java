package dev.rosterline.acceptance.events;

import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.ScimClient;
import java.util.ArrayList;
import java.util.List;

/** A sync in which everything happens that can happen to people, each by their number. */
final class MixedSync {

  private static final String PATCH =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":"
          + "[{\"op\":\"replace\",\"value\":%s}]}";

  private final ScimClient okta;
  private final int people;
  private final List<String> ids = new ArrayList<>();

  MixedSync(Account account, int people) {
    this.okta = account.okta();
    this.people = people;
  }

  static String person(int number) {
    return "person-" + number + "@northwind.example";
  }

  /** Everybody joins; of six one changes, one is renamed, one blocked, one blocked and back. */
  void joinAndChange() {
    for (int number = 0; number < people; number++) {
      ids.add(okta.post("/Users", body(person(number), number)).expectResource(201).id());
    }
    for (int number = 0; number < people; number++) {
      switch (number % 6) {
        case 1 ->
            patch(
                number,
                """
                {"name":{"familyName":"Changed"},
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager":{"value":"m-%d"}}
                """
                    .formatted(number));
        case 2 ->
            patch(number, "{\"userName\":\"renamed-%d@northwind.example\"}".formatted(number));
        case 3 -> patch(number, "{\"active\":false}");
        case 4 -> {
          patch(number, "{\"active\":false,\"displayName\":\"Away %d\"}".formatted(number));
          patch(number, "{\"active\":true}");
        }
        default -> {}
      }
    }
  }

  /**
   * Of six one leaves, and every second of those comes back; one takes a name that is free now;
   * every second who is blocked may sign in again.
   */
  void leaveAndReturn() {
    for (int number = 5; number < people; number += 6) {
      okta.delete("/Users/" + ids.get(number)).expectNothing();
      if (number % 12 == 5) {
        okta.post("/Users", body(person(number), number)).expectResource(201);
      }
    }
    for (int number = 2; number < people; number += 6) {
      okta.post("/Users", body(person(number), number + people)).expectResource(201);
      okta.delete("/Users/" + ids.get(number)).expectNothing();
    }
    for (int number = 3; number < people; number += 12) {
      patch(number, "{\"active\":true}");
    }
  }

  private void patch(int number, String value) {
    okta.patch("/Users/" + ids.get(number), PATCH.formatted(value)).expectResource(200);
  }

  private static String body(String userName, int number) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s","externalId":"00u%2$d",
         "name":{"givenName":"Person","familyName":"Number %2$d"},"displayName":"Person %2$d",
         "emails":[{"primary":true,"value":"%1$s","type":"work"}],"active":true}
        """
        .formatted(userName, number);
  }
}
