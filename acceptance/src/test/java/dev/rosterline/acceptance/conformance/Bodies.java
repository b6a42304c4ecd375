package dev.rosterline.acceptance.conformance;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Bodies of requests, written with single quotes for double ones. */
final class Bodies {

  static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";

  private Bodies() {}

  /** A name that nothing else has. */
  static String name(String kind) {
    return kind + "-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  static String user(String userName) {
    return user(userName, "");
  }

  /** With more members, each behind a comma of its own. */
  static String user(String userName, String more) {
    return json("{'schemas':['" + USER + "'],'userName':'" + userName + "'" + more + "}");
  }

  static String group(String displayName, String... members) {
    var list =
        Arrays.stream(members).map(id -> "{'value':'" + id + "'}").collect(Collectors.joining(","));
    return json(
        "{'schemas':['%s'],'displayName':'%s','members':[%s]}".formatted(GROUP, displayName, list));
  }

  static String patch(String... operations) {
    return json(
        "{'schemas':['%sPatchOp'],'Operations':[%s]}"
            .formatted(MESSAGES, String.join(",", operations)));
  }

  static String add(String path, String value) {
    return operation("add", path, value);
  }

  static String replace(String path, String value) {
    return operation("replace", path, value);
  }

  static String remove(String path) {
    return "{'op':'remove','path':" + quoted(path) + "}";
  }

  /** The path keeps its double quotes, escaped. */
  static String operation(String op, String path, String value) {
    return "{'op':'" + op + "','path':" + quoted(path) + ",'value':" + value + "}";
  }

  /** Without a path. */
  static String merge(String op, String value) {
    return "{'op':'" + op + "','value':" + value + "}";
  }

  private static String quoted(String path) {
    return "'" + path.replace("\"", "\\\"") + "'";
  }

  static String search(String more) {
    return json("{'schemas':['" + MESSAGES + "SearchRequest']" + more + "}");
  }

  static String bulk(String more, String... operations) {
    return json(
        "{'schemas':['%sBulkRequest']%s,'Operations':[%s]}"
            .formatted(MESSAGES, more, String.join(",", operations)));
  }
}
