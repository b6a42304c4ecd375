package dev.rosterline.processor.intake;

import static dev.rosterline.processor.intake.Harness.json;
import static dev.rosterline.processor.intake.Harness.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ClassEvent;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events for roles and classes, between a real broker and a real PostgreSQL. */
@Tag("process")
class StandingIntegrationTests {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SALES = "{'match':'prefix','pattern':'Sales','role':'seller'}";
  private static Harness harness;
  private static int accounts;

  private final AccountId account =
      AccountId.of("01990000-0000-7000-8000-00000000d%03d".formatted(++accounts));

  @BeforeAll
  static void start() throws Exception {
    harness = new Harness();
  }

  @AfterAll
  static void stop() throws Exception {
    harness.close();
  }

  @Test
  void membersOfAMappedGroupGainAndLoseItsRole() throws Exception {
    policy("{'mappings':[" + SALES + "]}");
    ScimId ann = create("ann");
    ScimId bob = create("bob");
    settled();
    CommandEnvelope pushed = group("Sales EMEA", ann, bob);
    eventually(() -> assertThat(types(ann)).containsExactly("member.joined", "role.gained"));
    eventually(() -> assertThat(types(bob)).containsExactly("member.joined", "role.gained"));
    JsonNode gained = data(ann).getLast();
    assertThat(gained.at("/role/name").asString()).isEqualTo("seller");
    assertThat(gained.at("/role/teacher").asBoolean()).isFalse();
    assertThat(gained.at("/role/group/name").asString()).isEqualTo("Sales EMEA");
    assertThat(gained.at("/role/mapping/pattern").asString()).isEqualTo("Sales");
    assertThat(gained.path("roles").path(0).asString()).isEqualTo("seller");
    assertThat(gained.path("version").asInt()).isEqualTo(2);
    assertThat(header(events(ann).getLast(), "ce_cause")).isEqualTo(pushed.id().toString());

    CommandEnvelope left = send(pushed.resource(), remove(ann));
    eventually(() -> assertThat(types(ann)).endsWith("role.gained", "role.lost"));
    assertThat(data(ann).getLast().has("roles")).isFalse();
    assertThat(header(events(ann).getLast(), "ce_cause")).isEqualTo(left.id().toString());
    assertThat(types(bob)).hasSize(2);
    agrees();
  }

  @Test
  void awaitedAreGivenTheirRoleWhenTheyArriveAndTheDefaultRoleIsToldToo() throws Exception {
    policy("{'defaultRole':'guest','mappings':[" + SALES + "]}");
    ScimId later = harness.userId("later");
    group("Sales", later);
    send(later, new Command.CreateUser(user("later")));
    eventually(
        () ->
            assertThat(types(later))
                .containsExactly("member.joined", "role.gained", "role.gained"));
    assertThat(grants(later)).contains("guest", "seller");
    agrees();
  }

  @Test
  void renamedGroupGivesOtherRolesAndADeletedOneNone() throws Exception {
    policy("{'mappings':[" + SALES + ",{'match':'exact','pattern':'Support','role':'agent'}]}");
    ScimId ann = create("ann");
    ScimId group = group("Sales", ann).resource();
    eventually(() -> assertThat(types(ann)).endsWith("role.gained"));
    send(group, rename("Support"));
    eventually(() -> assertThat(types(ann)).endsWith("role.lost", "role.gained"));
    assertThat(data(ann).getLast().at("/role/name").asString()).isEqualTo("agent");
    send(group, new Command.DeleteGroup(null));
    eventually(() -> assertThat(types(ann)).endsWith("role.gained", "role.lost"));
    agrees();
  }

  @Test
  void groupsOfASchoolAreClasses() throws Exception {
    policy("{'accountType':'school'}");
    ScimId ann = create("ann");
    CommandEnvelope pushed = group("7b", ann);
    ScimId group = pushed.resource();
    eventually(() -> assertThat(types(ann)).endsWith("class.joined"));
    assertThat(data(ann).getLast().at("/class/id").asString()).isEqualTo(group.toString());
    assertThat(data(ann).getLast().path("classes").path(0).asString()).isEqualTo(group.toString());
    send(group, rename("8b"));
    send(group, new Command.DeleteGroup(null));
    eventually(() -> assertThat(types(ann)).endsWith("class.joined", "class.left"));
    eventually(
        () ->
            assertThat(classTypes(group))
                .containsExactly("class.created", "class.renamed", "class.deleted"));
    assertThat(data(group)).extracting(it -> it.path("version").asInt()).containsExactly(1, 2, 3);
    assertThat(data(group).get(1).path("formerName").asString()).isEqualTo("7b");
    assertThat(header(events(group).getFirst(), "ce_cause")).isEqualTo(pushed.id().toString());
    Outcome outcome = harness.outcome(pushed.id());
    assertThat(outcome.evidence().events()).containsExactly(ClassEvent.Type.CREATED.wire());
    agrees();
  }

  @Test
  void accountThatBecomesASchoolAndIsNoneAgainTellsWhatIsThere() throws Exception {
    ScimId ann = create("ann");
    ScimId group = group("7b", ann).resource();
    CommandEnvelope changed = policy("{'accountType':'school'}");
    eventually(() -> assertThat(types(ann)).containsExactly("member.joined", "class.joined"));
    eventually(() -> assertThat(classTypes(group)).containsExactly("class.created"));
    assertThat(header(events(group).getFirst(), "ce_cause")).isEqualTo(changed.id().toString());
    policy("{'accountType':'business'}");
    eventually(() -> assertThat(types(ann)).endsWith("class.joined", "class.left"));
    eventually(() -> assertThat(classTypes(group)).endsWith("class.deleted"));
    agrees();
  }

  @Test
  void whoIsRemovedLosesAllAndWhoReturnsGainsWhatIsPushed() throws Exception {
    policy("{'gracePeriodDays':30,'mappings':[" + SALES + "]}");
    ScimId ann = create("ann");
    group("Sales", ann);
    eventually(() -> assertThat(types(ann)).endsWith("role.gained"));
    send(ann, new Command.DeleteUser(null));
    ScimId back = create("ann");
    eventually(() -> assertThat(types(ann)).endsWith("member.removal-cancelled", "role.lost"));
    group("Sales again", back);
    eventually(() -> assertThat(types(ann)).endsWith("role.lost", "role.gained"));
    policy("{'gracePeriodDays':0}");
    send(back, new Command.DeleteUser(null));
    eventually(() -> assertThat(types(ann)).endsWith("role.lost", "member.removed"));
    agrees();
  }

  @Test
  void commandThatComesTwiceTellsNothingTwice() throws Exception {
    policy("{'mappings':[" + SALES + "]}");
    ScimId ann = create("ann");
    group("Sales", ann);
    eventually(() -> assertThat(types(ann)).endsWith("role.gained"));
    var due = new Command.DeriveStanding.Due(new MemberId(ann.value()), null);
    send(ann, new Command.DeriveStanding(List.of(due), List.of(1L)));
    assertThat(types(ann)).hasSize(2);
  }

  /** As a processor that has read the policy of before, marks nobody, and commits afterwards. */
  @Test
  void changeThatWentByThePolicyOfBeforeIsNotMissed() throws Exception {
    ScimId ann = create("ann");
    ScimId group = group("Sales").resource();
    String joins =
        "insert into directory.group_member (account_id, group_id, member_id) values ('%s','%s','%s')";
    try (Connection late = harness.underWay(joins.formatted(account, group, ann))) {
      policy("{'mappings':[" + SALES + "]}");
      await()
          .pollDelay(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(count("standing_walk")).isEqualTo("1"));
      assertThat(types(ann)).containsExactly("member.joined");
      late.commit();
    }
    eventually(() -> assertThat(types(ann)).containsExactly("member.joined", "role.gained"));
    agrees();
  }

  @Test
  void accountsThatGiveNothingMarkNobody() throws Exception {
    ScimId ann = create("ann");
    ScimId group = group("Sales", ann).resource();
    send(group, rename("7b"));
    send(group, new Command.DeleteGroup(null));
    assertThat(count("standing_mark")).isEqualTo("0");
    assertThat(count("standing_walk")).isEqualTo("0");
    assertThat(types(ann)).containsExactly("member.joined");
    assertThat(events(group)).isEmpty();
  }

  /** Else it would be parked once a minute for ever. */
  @Test
  void whatCannotBeWorkedOutIsParkedOnceAndNotSentAgain() throws Exception {
    ScimId ann = create("ann");
    policy("{'mappings':[" + SALES + "]}");
    settled();
    harness.execute(
        "update directory.account_policy set settings = jsonb_set(settings, '{mappings,0}',"
            + " '{\"match\":\"regex\",\"pattern\":\"(\",\"role\":\"seller\"}') where account_id = '"
            + account
            + "'");
    group("Sales", ann);
    settled();
    assertThat(
            harness.text(
                "select count(*) from directory.command_outcome where account_id = '"
                    + account
                    + "' and outcome ->> 'operation' = 'standing.derive' and outcome ->> 'result' = 'parked'"))
        .isEqualTo("1");
    assertThat(types(ann)).containsExactly("member.joined");
  }

  @Test
  void mappingThatConcernsManyReachesEachOnceThoughProcessorsAreStopped() throws Exception {
    int many = 2_500;
    group("Sales");
    harness.execute(MANY.formatted(account, many));
    CommandEnvelope mapped = policy("{'mappings':[" + SALES + "]}");
    await().atMost(Duration.ofSeconds(20)).until(() -> !"0".equals(withGrants()));
    harness.stop();
    assertThat(Integer.parseInt(withGrants())).isLessThan(many);
    harness.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(withGrants()).isEqualTo(Integer.toString(many)));
    settled();
    Map<String, Integer> gained = new HashMap<>();
    eventually(
        () -> {
          gained.clear();
          events("role.gained")
              .filter(it -> header(it, "ce_cause").equals(mapped.id().toString()))
              .forEach(it -> gained.put(header(it, "ce_id"), 1));
          assertThat(gained).hasSize(many);
        });
    assertThat(events("role.gained").map(it -> header(it, "ce_subject")).distinct()).hasSize(many);
    agrees();
    oneMoreOrLessConcernsNobodyElse();
  }

  /** However many are in the group. */
  private void oneMoreOrLessConcernsNobodyElse() throws Exception {
    long told = mine().count();
    String row =
        harness.text(
            "select group_id || ' ' || member_id from directory.group_member where account_id = '"
                + account
                + "' limit 1");
    String[] ids = Objects.requireNonNull(row).split(" ");
    send(ScimId.of(ids[0]), remove(ScimId.of(ids[1])));
    eventually(() -> assertThat(types(ScimId.of(ids[1]))).endsWith("role.gained", "role.lost"));
    settled();
    assertThat(mine().count()).isEqualTo(told + 1);
  }

  private static final String MANY =
      """
      with made as (
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, document, created_at, modified_at)
        select '%1$s', id, id, 'many' || n, 'many' || n, jsonb_build_object('userName', 'many' || n), now(), now()
        from (select n, ('01990000-0000-7' || lpad(to_hex(n %% 4096), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id
              from generate_series(1, %2$d) n) k
        returning member_id)
      insert into directory.group_member (account_id, group_id, member_id)
      select '%1$s', (select group_id from directory.scim_group where account_id = '%1$s'), member_id from made
      """;

  /** Roles and classes built of events are what is stored, and what the groups give. */
  private void agrees() throws Exception {
    eventually(() -> assertThat(folded()).isEqualTo(stored()));
    assertThat(stored()).isEqualTo(derived());
  }

  private Map<String, List<String>> folded() {
    Map<String, List<String>> roles = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> event : mine().toList()) {
      JsonNode data = JSON.readTree(event.value());
      String type = type(event);
      if (type.startsWith("role.") || type.equals("class.joined") || type.equals("class.left")) {
        String what = data.path("role").path("name").asString(data.at("/class/id").asString(""));
        var of = roles.computeIfAbsent(header(event, "ce_subject"), _ -> new ArrayList<>());
        of.remove(what);
        if (type.endsWith("gained") || type.endsWith("joined")) {
          of.add(what);
        }
      }
    }
    roles.values().removeIf(List::isEmpty);
    roles.values().forEach(of -> of.sort(null));
    return roles;
  }

  private Map<String, List<String>> stored() throws Exception {
    return map(
        """
        select jsonb_object_agg(member_id, (select jsonb_agg(x order by x collate "C") from (
            select r ->> 'name' as x from jsonb_array_elements(grants -> 'roles') r
            union all select c ->> 'id' from jsonb_array_elements(grants -> 'classes') c) k))::text
        from directory.member where account_id = '%s' and grants is not null
        """);
  }

  /** Worked out once more, in another way. */
  private Map<String, List<String>> derived() throws Exception {
    return map(
        """
        with policy as (select settings from directory.account_policy where account_id = '%1$s'),
        given as (
          select gm.member_id, mapping ->> 'role' as x
          from directory.group_member gm join directory.scim_group g using (account_id, group_id), policy,
            jsonb_array_elements(coalesce(settings -> 'mappings', '[]')) mapping
          where gm.account_id = '%1$s' and case mapping ->> 'match'
            when 'exact' then lower(g.display_name) = lower(mapping ->> 'pattern')
            else starts_with(lower(g.display_name), lower(mapping ->> 'pattern')) end
          union select gm.member_id, gm.group_id::text
          from directory.group_member gm, policy
          where gm.account_id = '%1$s' and settings ->> 'accountType' = 'school'
          union select member_id, settings ->> 'defaultRole'
          from directory.member, policy where account_id = '%1$s' and settings ->> 'defaultRole' is not null)
        select jsonb_object_agg(member_id, x)::text from (
          select g.member_id, jsonb_agg(g.x order by g.x collate "C") as x
          from given g join directory.member m on m.account_id = '%1$s' and m.member_id = g.member_id
          where m.removed_at is null group by g.member_id) k
        """);
  }

  private Map<String, List<String>> map(String sql) throws Exception {
    String text = harness.text(sql.formatted(account));
    Map<String, List<String>> map = new HashMap<>();
    if (text != null) {
      JSON.readTree(text)
          .forEachEntry(
              (member, values) ->
                  map.put(member, values.valueStream().map(JsonNode::asString).toList()));
    }
    return map;
  }

  // Commands.

  private CommandEnvelope send(ScimId resource, Command command) throws Exception {
    CommandEnvelope sample = harness.envelope(resource, command);
    CommandEnvelope envelope =
        new CommandEnvelope(
            sample.id(),
            account,
            resource,
            0,
            command,
            sample.source(),
            sample.receivedAt(),
            null,
            List.of(),
            null,
            null);
    assertThat(CommandWire.read(CommandWire.write(envelope))).isEqualTo(envelope);
    CommandId sent = harness.send(envelope).id();
    assertThat(harness.outcome(sent).status()).isBetween(200, 204);
    return envelope;
  }

  private CommandEnvelope policy(String changes) throws Exception {
    return send(new ScimId(account.value()), new Command.ChangePolicy(json(changes), null));
  }

  private ScimId create(String name) throws Exception {
    return send(harness.userId(name), new Command.CreateUser(user(name))).resource();
  }

  private CommandEnvelope group(String name, ScimId... members) throws Exception {
    var document = json("{'displayName':'" + name + "'}");
    var array = document.putArray("members");
    for (ScimId member : members) {
      array.addObject().put("value", member.toString());
    }
    return send(harness.groupId(name), new Command.CreateGroup(document));
  }

  private static Command rename(String name) {
    return patch("{'op':'replace','path':'displayName','value':'" + name + "'}");
  }

  private static Command remove(ScimId member) {
    return patch("{'op':'remove','path':'members','value':[{'value':'" + member + "'}]}");
  }

  private static Command patch(String operation) {
    return new Command.PatchGroup(json("{'o':[" + operation + "]}").get("o"), null);
  }

  // What came out.

  private Stream<ConsumerRecord<byte[], byte[]>> mine() {
    return harness.records(Topics.MEMBERSHIP_EVENTS).stream()
        .filter(it -> header(it, "ce_account").equals(account.toString()));
  }

  private Stream<ConsumerRecord<byte[], byte[]>> events(String type) {
    return mine().filter(it -> type(it).equals(type));
  }

  private List<ConsumerRecord<byte[], byte[]>> events(ScimId subject) {
    return mine().filter(it -> header(it, "ce_subject").equals(subject.toString())).toList();
  }

  private List<String> types(ScimId member) {
    return events(member).stream().map(StandingIntegrationTests::type).toList();
  }

  private List<String> classTypes(ScimId group) {
    assertThat(events(group))
        .allMatch(it -> new String(it.key(), StandardCharsets.UTF_8).contains(":class:"));
    return types(group);
  }

  private List<JsonNode> data(ScimId subject) {
    return events(subject).stream().map(it -> JSON.readTree(it.value())).toList();
  }

  private static String type(ConsumerRecord<byte[], byte[]> event) {
    return header(event, "ce_type").substring("dev.rosterline.".length());
  }

  private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private String grants(ScimId member) throws Exception {
    return Objects.requireNonNull(
        harness.text(
            "select grants::text from directory.member where member_id = '" + member + "'"));
  }

  private String withGrants() throws Exception {
    return Objects.requireNonNull(
        harness.text(
            "select count(*) from directory.member where account_id = '"
                + account
                + "' and grants is not null"));
  }

  private String count(String table) throws Exception {
    return Objects.requireNonNull(
        harness.text(
            "select count(*) from directory." + table + " where account_id = '" + account + "'"));
  }

  /** Nobody waits to be looked at. */
  private void settled() {
    eventually(() -> assertThat(count("standing_mark") + count("standing_walk")).isEqualTo("00"));
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }
}
