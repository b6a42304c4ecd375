package dev.rosterline.contract.wire;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ClassEvent;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MemberState;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ReplyBatch;
import dev.rosterline.contract.RoleGrant;
import dev.rosterline.contract.RoleMapping;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Standing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** One complete value of each message, with every optional field set. */
final class TestMessages {

  private static final Instant RECEIVED = Instant.parse("2026-11-23T08:15:30.123Z");
  private static final Instant DECIDED = Instant.parse("2026-11-23T08:15:30.127456Z");
  private static final AccountId ACCOUNT = AccountId.of("019aaf3c-0000-7000-8000-000000000001");
  private static final CommandId COMMAND =
      new CommandId(UUID.fromString("019aaf3c-1111-7abc-8000-000000000002"));
  private static final ScimId RESOURCE =
      new ScimId(UUID.fromString("019aaf3c-2222-7def-8000-000000000003"));
  private static final MemberId MEMBER =
      new MemberId(UUID.fromString("019aaf3c-3333-7def-8000-000000000004"));
  private static final Source SOURCE =
      new Source(
          UUID.fromString("019aaf3c-4444-7000-8000-000000000005"), "Okta production", "Okta");
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String ETAG = "W/\"7\"";

  private TestMessages() {}

  static CommandEnvelope createUser() {
    return envelope(new Command.CreateUser(user()));
  }

  static CommandEnvelope replaceUser() {
    return envelope(new Command.ReplaceUser(user(), ETAG));
  }

  static CommandEnvelope patchUser() {
    return envelope(
        new Command.PatchUser(
            Wire.MAPPER.readTree("[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]"),
            ETAG));
  }

  static CommandEnvelope deleteUser() {
    return envelope(new Command.DeleteUser(ETAG));
  }

  static CommandEnvelope createGroup() {
    return envelope(new Command.CreateGroup(group()));
  }

  static CommandEnvelope replaceGroup() {
    return envelope(new Command.ReplaceGroup(group(), ETAG));
  }

  static CommandEnvelope patchGroup() {
    return envelope(
        new Command.PatchGroup(
            Wire.MAPPER.readTree(
                "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\""
                    + RESOURCE
                    + "\"}]}]"),
            ETAG));
  }

  static CommandEnvelope deleteGroup() {
    return envelope(new Command.DeleteGroup(ETAG));
  }

  static CommandEnvelope removalDue() {
    return bySystem(new ScimId(MEMBER.value()), new Command.RemovalDue(MEMBER, 3));
  }

  /** As the processor publishes it: nobody waits, no client, no trace. */
  private static CommandEnvelope bySystem(ScimId resource, Command command) {
    return new CommandEnvelope(
        COMMAND,
        ACCOUNT,
        resource,
        0,
        command,
        Source.SYSTEM,
        RECEIVED,
        null,
        List.of(),
        null,
        null);
  }

  static CommandEnvelope cancelRemoval() {
    return byAdmin(new ScimId(MEMBER.value()), new Command.CancelRemoval(MEMBER));
  }

  static CommandEnvelope releaseHold() {
    return byAdmin(new ScimId(MEMBER.value()), new Command.ReleaseHold(MEMBER));
  }

  static CommandEnvelope cancelHold() {
    return byAdmin(new ScimId(MEMBER.value()), new Command.CancelHold(MEMBER));
  }

  static CommandEnvelope restoreMember() {
    return byAdmin(new ScimId(MEMBER.value()), new Command.RestoreMember(MEMBER));
  }

  static CommandEnvelope erasePerson() {
    return byAdmin(new ScimId(MEMBER.value()), new Command.ErasePerson(MEMBER));
  }

  static CommandEnvelope changePolicy() {
    return byAdmin(
        new ScimId(ACCOUNT.value()),
        new Command.ChangePolicy(
            json("{\"gracePeriodDays\":7,\"onDelete\":\"deactivate\"}"), "deactivate-learners"));
  }

  /** As the admin API publishes it. */
  private static CommandEnvelope byAdmin(ScimId resource, Command command) {
    return new CommandEnvelope(
        COMMAND,
        ACCOUNT,
        resource,
        0,
        command,
        new Source(null, "mira", "admin"),
        RECEIVED,
        new ReplyAddress("gateway-1", 5),
        List.of(),
        null,
        null);
  }

  static Outcome outcome() {
    return new Outcome(
        COMMAND,
        ACCOUNT,
        Outcome.Operation.USER_REMOVE,
        Outcome.Result.REFUSED,
        409,
        "uniqueness",
        "userName mira.holt@northwind.example is taken",
        "User",
        RESOURCE,
        MEMBER,
        "mira.holt@northwind.example",
        7,
        List.of("userName", "name.familyName"),
        Instant.parse("2026-12-23T08:15:30.127456Z"),
        SOURCE,
        List.of("string-boolean"),
        RECEIVED,
        DECIDED,
        Evidence.NONE);
  }

  static Outcome outcomeWithEvidence() {
    return outcome()
        .with(
            new Evidence(
                List.of(
                    new Evidence.Change("name.familyName", "Holt", "Hall"),
                    new Evidence.Change("active", null, "true")),
                List.of("dev.rosterline.member.updated"),
                RequestWire.write(deleteUser()),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                new CommandId(UUID.fromString("019aaf3c-1111-7abc-8000-00000000000b"))));
  }

  static CommandEnvelope replay() {
    CommandEnvelope first = deleteUser();
    return new CommandEnvelope(
        first.id(),
        first.account(),
        first.resource(),
        0,
        first.command(),
        new Source(null, "mira", "admin"),
        first.receivedAt(),
        first.replyTo(),
        List.of(),
        null,
        new CommandId(UUID.fromString("019aaf3c-1111-7abc-8000-00000000000b")));
  }

  static ReplyBatch replies() {
    return new ReplyBatch(
        "gateway-1",
        List.of(
            new Reply(COMMAND, 200, null, null, 7, RECEIVED, DECIDED, user().toString()),
            new Reply(COMMAND, 409, "uniqueness", "userName is taken", 0, null, null, null)));
  }

  static MemberState state() {
    return new MemberState(
        ACCOUNT,
        MEMBER,
        RESOURCE,
        "mira.holt@northwind.example",
        "00u1a2b3c4D5e6F7g8h9",
        "Mira Holt",
        "mira.holt@northwind.example",
        false,
        Instant.parse("2026-12-23T08:15:30.127456Z"),
        false,
        7,
        Standing.NONE);
  }

  static final GroupRef GROUP =
      new GroupRef(ScimId.of("019aaf3c-5555-7def-8000-000000000006"), "Class 7b teachers");

  /** Who has everything that groups give. */
  static MemberState standing() {
    return new MemberState(
        ACCOUNT,
        MEMBER,
        RESOURCE,
        "mira.holt@northwind.example",
        null,
        "Mira Holt",
        null,
        true,
        null,
        false,
        9,
        new Standing(List.of("guest", "staff"), true, List.of(GROUP.id())));
  }

  static MembershipEvent roleGained() {
    return new MembershipEvent(
        "17-4712-1",
        MembershipEvent.Type.ROLE_GAINED,
        DECIDED,
        COMMAND,
        standing(),
        List.of("roles"),
        null,
        new RoleGrant(
            "staff",
            true,
            GROUP,
            new RoleMapping(RoleMapping.Match.PREFIX, "Class 7b", "staff", true)));
  }

  static MembershipEvent classJoined() {
    return new MembershipEvent(
        "17-4712-0",
        MembershipEvent.Type.CLASS_JOINED,
        DECIDED,
        COMMAND,
        standing(),
        List.of("classes"),
        null,
        GROUP);
  }

  static ClassEvent classEvent(ClassEvent.Type type) {
    return new ClassEvent(
        "17-4713-0",
        type,
        DECIDED,
        COMMAND,
        new ClassEvent.Subject(ACCOUNT, GROUP, 2),
        type == ClassEvent.Type.RENAMED ? "Class 6b teachers" : null,
        TRACE);
  }

  static CommandEnvelope deriveStanding() {
    var other = new MemberId(UUID.fromString("019aaf3c-6666-7def-8000-000000000007"));
    return bySystem(
        new ScimId(MEMBER.value()),
        new Command.DeriveStanding(
            List.of(
                new Command.DeriveStanding.Due(MEMBER, COMMAND),
                new Command.DeriveStanding.Due(other, null)),
            List.of(4711L, 4712L)));
  }

  static CommandEnvelope deriveClass() {
    return bySystem(GROUP.id(), new Command.DeriveClass(COMMAND, List.of(4713L)));
  }

  static MembershipEvent event() {
    return new MembershipEvent(
        "17-4711-0",
        MembershipEvent.Type.BLOCKED,
        DECIDED,
        COMMAND,
        state(),
        List.of("active"),
        TRACE);
  }

  private static CommandEnvelope envelope(Command command) {
    return new CommandEnvelope(
        COMMAND,
        ACCOUNT,
        RESOURCE,
        1,
        command,
        SOURCE,
        RECEIVED,
        new ReplyAddress("gateway-1", 5),
        List.of("string-boolean", "capitalised-op"),
        TRACE,
        null);
  }

  private static ObjectNode user() {
    return json(
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
         "userName":"mira.holt@northwind.example",
         "externalId":"00u1a2b3c4D5e6F7g8h9",
         "name":{"givenName":"Mira","familyName":"Holt"},
         "emails":[{"primary":true,"value":"mira.holt@northwind.example","type":"work"}],
         "displayName":"Mira Holt \\u00e5\\ud83d\\ude00",
         "active":true}
        """);
  }

  private static ObjectNode group() {
    return json(
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],
         "displayName":"Lab Admins",
         "members":[{"value":"019aaf3c-2222-7def-8000-000000000003"}]}
        """);
  }

  static ObjectNode json(String text) {
    return (ObjectNode) Wire.MAPPER.readTree(text);
  }
}
