package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.add;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.operation;
import static dev.rosterline.acceptance.conformance.Bodies.remove;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.5.2 and 3.12: what PATCH refuses, and that nothing of it stays. */
class PatchErrorConformanceTests extends ConformanceSuite {

  private void assertRefused(String type, String... operations) {
    var id = created(user(name("refused"), ",'title':'T'")).id();
    var before = read(id);
    patch(id, operations).expectError(400, type);
    assertThat(read(id)).isEqualTo(before);
  }

  @Requirement("PA-01")
  @Test
  void bodyIsAPatchOp() {
    assertRefused("invalidSyntax");
    assertRefused("invalidSyntax", "{'path':'title','value':'x'}");
    assertRefused("invalidSyntax", operation("move", "title", "'x'"));
  }

  @Requirement("PA-04")
  @Test
  void failureUndoesEverything() {
    assertRefused("invalidPath", replace("title", "'changed'"), replace("emails[", "'x'"));
  }

  @Requirement("PA-06")
  @Test
  void malformedPathIsInvalidPath() {
    assertRefused("invalidPath", replace("emails[", "'x'"));
    assertRefused("invalidPath", replace("name.givenName.first", "'x'"));
  }

  @Requirement("PA-07")
  @Test
  void malformedFilterIsInvalidFilter() {
    assertRefused("invalidFilter", replace("emails[type xx \"w\"].value", "'x'"));
  }

  @Requirement("PA-08")
  @Test
  void unknownAttributeIsInvalidPath() {
    assertRefused("invalidPath", replace("foo", "'x'"));
    assertRefused("invalidPath", replace("name.foo", "'x'"));
  }

  @Requirement("PA-11")
  @Test
  void readOnlyIsNotChanged() {
    assertRefused("mutability", replace("id", "'x'"));
    assertRefused("mutability", replace("meta.created", "'2020-01-01T00:00:00Z'"));
    assertRefused("mutability", add("groups", "[{'value':'x'}]"));
  }

  @Requirement("PA-12")
  @Test
  void addNeedsAValue() {
    assertRefused("invalidValue", "{'op':'add','path':'title'}");
  }

  @Requirement("PA-17")
  @Test
  void removeNeedsAPath() {
    assertRefused("noTarget", "{'op':'remove'}");
  }

  @Requirement("PA-19")
  @Test
  void requiredIsNotRemoved() {
    assertRefused("mutability", remove("userName"));
    assertRefused("mutability", remove("id"));
    assertRefused("mutability", replace("userName", "null"));
  }

  @Requirement("PA-27")
  @Test
  void replaceWithoutAMatchHasNoTarget() {
    assertRefused("noTarget", replace("emails[value sw \"no\"].display", "'x'"));
  }

  @Requirement("PA-29")
  @Requirement("IP-14")
  @Test
  void takenNameIsAConflict() {
    var taken = name("taken");
    created(user(taken));
    patch(someone().id(), replace("userName", "'" + taken + "'")).expectError(409, "uniqueness");
  }

  @Requirement("PA-30")
  @Test
  void wrongTypeIsInvalidValue() {
    assertRefused("invalidValue", replace("active", "5"));
    assertRefused("invalidValue", replace("title", "{'a':'b'}"));
  }

  @Requirement("PA-35")
  @Test
  void tooManyOperationsAreTooLarge() {
    var many = IntStream.range(0, 1001).mapToObj(i -> replace("title", "'" + i + "'"));
    patch(someone().id(), many.toArray(String[]::new)).expectError(413);
  }
}
