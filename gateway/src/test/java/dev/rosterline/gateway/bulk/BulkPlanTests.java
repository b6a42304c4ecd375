package dev.rosterline.gateway.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.bulk.BulkReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkPlanTests {

  @Test
  void independentOperationsBeginTogetherUpToTheLimit() {
    BulkPlan plan =
        plan(IntStream.range(0, 100).mapToObj(i -> user("u" + i)).collect(Collectors.joining(",")));

    assertThat(plan.next()).hasSize(BulkPlan.MAX_RUNNING);
    assertThat(plan.next()).isEmpty();
    plan.over(0, true);
    assertThat(indexes(plan.next())).containsExactly(64);
  }

  @Test
  void referenceForwardWaitsForWhatItRefersTo() {
    BulkPlan plan = plan(group("g", "u") + "," + user("u"));

    assertThat(indexes(plan.next())).containsExactly(1);
    plan.created(1, "id-u");
    plan.over(1, true);
    assertThat(plan.next())
        .singleElement()
        .satisfies(step -> assertThat(((Step.Whole) step).ids()).containsEntry("u", "id-u"));
    plan.over(0, true);
    assertThat(plan.isOver()).isTrue();
  }

  @Test
  void referenceToWhatFailedOrWasNeverAskedForIsUnresolved() {
    BulkPlan plan = plan(user("u") + "," + group("g", "u") + "," + group("h", "nobody"));

    assertThat(plan.next()).hasSize(2).last().isEqualTo(new Step.Unresolved(2, "nobody"));
    plan.over(2, false);
    plan.over(0, false);
    assertThat(plan.next()).containsExactly(new Step.Unresolved(1, "u"));
  }

  @Test
  void circleIsMadeInTwoSteps() {
    BulkPlan plan = plan(group("a", "b") + "," + group("b", "a"));

    assertThat(plan.next())
        .singleElement()
        .satisfies(step -> assertThat(((Step.Partly) step).omitted()).isEqualTo(Set.of("b")));
    plan.created(0, "id-a");
    plan.halfDone(0);
    assertThat(indexes(plan.next())).containsExactly(1);
    plan.created(1, "id-b");
    plan.over(1, true);
    assertThat(plan.next()).singleElement().isInstanceOf(Step.Completed.class);
    plan.over(0, true);
    assertThat(plan.isOver()).isTrue();
  }

  @Test
  void groupThatContainsItselfIsMadeInTwoSteps() {
    BulkPlan plan = plan(group("a", "a"));

    assertThat(plan.next()).singleElement().isInstanceOf(Step.Partly.class);
    plan.created(0, "id-a");
    plan.halfDone(0);
    assertThat(plan.next()).singleElement().isInstanceOf(Step.Completed.class);
  }

  @Test
  void onlyTheCircleIsBrokenNotWhatWaitsForIt() {
    BulkPlan plan = plan(group("outer", "a") + "," + group("a", "b") + "," + group("b", "a"));

    assertThat(plan.next())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step).isInstanceOf(Step.Partly.class);
              assertThat(step.index()).isEqualTo(1);
            });
  }

  @Test
  void changesOfOneResourceStayInOrder() {
    BulkPlan plan =
        plan(
            """
            {"method":"PATCH","path":"/Users/x","data":[{"op":"remove","path":"title"}]},
            {"method":"PATCH","path":"/Users/y","data":[{"op":"remove","path":"title"}]},
            {"method":"PATCH","path":"/Users/x","data":[{"op":"remove","path":"nickName"}]},
            {"method":"DELETE","path":"/Users/x"}""");

    assertThat(indexes(plan.next())).containsExactly(0, 1);
    plan.over(0, true);
    assertThat(indexes(plan.next())).containsExactly(2);
    plan.over(2, true);
    assertThat(indexes(plan.next())).containsExactly(3);
  }

  @Test
  void changeOfWhatAPostMakesWaitsForThePost() {
    BulkPlan plan = plan("{\"method\":\"DELETE\",\"path\":\"/Users/bulkId:u\"}," + user("u"));

    assertThat(indexes(plan.next())).containsExactly(1);
  }

  @Test
  void groupThatExistsAndOneThatIsMadeMayContainEachOther() {
    BulkPlan plan =
        plan(
            """
            {"method":"PATCH","path":"/Groups/x",
             "data":[{"op":"add","path":"members","value":[{"value":"bulkId:g"}]}]},
            {"method":"POST","path":"/Groups","bulkId":"g",
             "data":{"displayName":"g","members":[{"value":"x"}]}}""");

    assertThat(indexes(plan.next())).containsExactly(1);
    plan.created(1, "id-g");
    plan.over(1, true);
    assertThat(indexes(plan.next())).containsExactly(0);
  }

  @Test
  void createWaitsForTheDeleteThatMayFreeItsName() {
    BulkPlan plan = plan("{\"method\":\"DELETE\",\"path\":\"/Users/x\"}," + user("u"));

    assertThat(indexes(plan.next())).containsExactly(0);
    plan.over(0, true);
    assertThat(indexes(plan.next())).containsExactly(1);
  }

  @Test
  void memberNamedByItsIdIsAddedBeforeItIsDeleted() {
    BulkPlan plan =
        plan(
            """
            {"method":"PATCH","path":"/Groups/g",
             "data":[{"op":"add","path":"members","value":[{"value":"x"}]}]},
            {"method":"DELETE","path":"/Users/x"}""");

    assertThat(indexes(plan.next())).containsExactly(0);
  }

  @Test
  void nothingBeginsAfterTheLastErrorThatIsAllowed() {
    BulkPlan plan =
        new BulkPlan(
            BulkReader.read(
                body("\"failOnErrors\":2,", user("a") + "," + user("b") + "," + user("c"))));

    assertThat(plan.next()).hasSize(2);
    plan.over(0, false);
    assertThat(plan.next()).isEmpty();
    plan.over(1, false);
    assertThat(plan.next()).isEmpty();
    assertThat(plan.isOver()).isTrue();
  }

  private static BulkPlan plan(String operations) {
    return new BulkPlan(BulkReader.read(body("", operations)));
  }

  private static byte[] body(String members, String operations) {
    return ("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],"
            + members
            + "\"Operations\":["
            + operations
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String user(String name) {
    return "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"%s\",\"data\":{\"userName\":\"%s\"}}"
        .formatted(name, name);
  }

  private static String group(String name, String member) {
    return """
        {"method":"POST","path":"/Groups","bulkId":"%s",
         "data":{"displayName":"%s","members":[{"value":"bulkId:%s"}]}}"""
        .formatted(name, name, member);
  }

  private static List<Integer> indexes(List<Step> steps) {
    return steps.stream().map(Step::index).toList();
  }
}
