package dev.rosterline.bench.micro;

import java.nio.charset.StandardCharsets;

/** Bodies of the size that identity providers send. */
final class Samples {

  static final String FILTER = "userName eq \"mira.holt@northwind.example\"";

  static final byte[] USER =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
       "userName":"mira.holt@northwind.example","externalId":"00u1a2b3c4D5e6F7g8h9",
       "name":{"givenName":"Mira","familyName":"Holt","formatted":"Mira Holt"},
       "emails":[{"primary":true,"value":"mira.holt@northwind.example","type":"work"}],
       "phoneNumbers":[{"value":"+4799999999","type":"mobile"}],
       "displayName":"Mira Holt","locale":"en-US","title":"Engineer","active":true}
      """
          .getBytes(StandardCharsets.UTF_8);

  static final byte[] PATCH =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
       {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"mira.h@northwind.example"},
       {"op":"Replace","path":"active","value":"False"}]}
      """
          .getBytes(StandardCharsets.UTF_8);

  private Samples() {}
}
