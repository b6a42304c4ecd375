package dev.rosterline.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.json.Leniency;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupPatchTests {

  @Test
  void oktaRemovesAndAddsInOrder() {
    GroupPatch patch =
        split(
            "{\"op\":\"remove\",\"path\":\"members[value eq \\\"9c\\\"]\"},{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"2f\",\"display\":\"m\"}]}");
    assertThat(patch.membership())
        .containsExactly(
            new MembershipChange.Remove(List.of("9c")), new MembershipChange.Add(List.of("2f")));
    assertThat(patch.attributes().operations()).isEmpty();
  }

  @Test
  void entraRemovesOnlyTheListed() {
    String op =
        "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"a\"},{\"value\":\"b\"}]}";
    assertThat(split(op).membership())
        .containsExactly(new MembershipChange.Remove(List.of("a", "b")));
    assertThat(read(op, Mode.LENIENT).leniencies())
        .contains(Leniency.VALUE_LIST_REMOVAL, Leniency.OP_NOT_LOWER_CASE);
    assertThat(GroupPatch.split(read(op, Mode.STRICT)).membership())
        .containsExactly(new MembershipChange.Remove(List.of("a", "b")));
  }

  @Test
  void removalWithoutValueEmptiesTheGroup() {
    assertThat(split("{\"op\":\"Remove\",\"path\":\"members\"}").membership())
        .containsExactly(new MembershipChange.RemoveAll());
    assertThat(split("{\"op\":\"Remove\",\"path\":\"members\",\"value\":[]}").membership())
        .isEmpty();
  }

  @Test
  void replaceIsTheWholeList() {
    assertThat(
            split(
                    "{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"value\":\"a\"},{\"value\":\"a\"}]}")
                .membership())
        .containsExactly(new MembershipChange.ReplaceAll(List.of("a")));
    assertThat(
            split(
                    "{\"op\":\"replace\",\"value\":{\"members\":[{\"value\":\"a\"}],\"displayName\":\"g\"}}")
                .membership())
        .containsExactly(new MembershipChange.ReplaceAll(List.of("a")));
    assertThat(split("{\"op\":\"replace\",\"path\":\"members\",\"value\":[]}").membership())
        .containsExactly(new MembershipChange.RemoveAll());
  }

  @Test
  void aMemberIsOneWhateverItsLabel() {
    assertThat(
            split(
                    "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"a\"},{\"value\":\"a\",\"type\":\"User\"}]}")
                .membership())
        .containsExactly(new MembershipChange.Add(List.of("a")));
  }

  @Test
  void aBodyThatIsNoPatchIsRefused() {
    byte[] body =
        "{\"Operations\":[{\"op\":\"add\",\"value\":{}}]}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> PatchReader.read(ResourceType.GROUP, body, Mode.LENIENT))
        .isInstanceOfSatisfying(
            ScimException.class,
            e -> assertThat(e.error().type()).isEqualTo(ScimType.INVALID_SYNTAX));
  }

  @Test
  void aRenameDoesNotTouchMembers() {
    GroupPatch patch =
        split("{\"op\":\"replace\",\"value\":{\"id\":\"6b\",\"displayName\":\"Lab\"}}");
    assertThat(patch.membership()).isEmpty();
    assertThat(patch.attributes().operations()).hasSize(1);
  }

  @Test
  void severalMembersMayBeSelectedByOr() {
    assertThat(
            split(
                    "{\"op\":\"remove\",\"path\":\"members[value eq \\\"a\\\" or value eq \\\"b\\\"]\"}")
                .membership())
        .containsExactly(new MembershipChange.Remove(List.of("a", "b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "members[display eq \\\"a\\\"]",
        "members[value ne \\\"a\\\"]",
        "members[not (value eq \\\"a\\\")]",
        "members[value eq \\\"a\\\" and type eq \\\"User\\\"]"
      })
  void otherSelectionsAreRefused(String path) {
    assertRefused("{\"op\":\"remove\",\"path\":\"" + path + "\"}", ScimType.INVALID_FILTER);
  }

  @Test
  void aMembersIdentityIsImmutable() {
    assertRefused(
        "{\"op\":\"replace\",\"path\":\"members[value eq \\\"a\\\"].value\",\"value\":\"b\"}",
        ScimType.MUTABILITY);
    assertRefused(
        "{\"op\":\"replace\",\"path\":\"members[value eq \\\"a\\\"]\",\"value\":{\"value\":\"b\"}}",
        ScimType.MUTABILITY);
    assertRefused(
        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"display\":\"b\"}]}",
        ScimType.INVALID_VALUE);
  }

  @Test
  void aThousandOperationsKeepTheirOrderAndOneMoreIsTooMany() {
    String op = "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%d\"}]}";
    String thousand =
        IntStream.range(0, 1000).mapToObj(op::formatted).collect(Collectors.joining(","));
    assertThat(split(thousand).membership())
        .hasSize(1000)
        .element(999)
        .isEqualTo(new MembershipChange.Add(List.of("999")));
    assertThatThrownBy(() -> split(thousand + "," + op.formatted(1000)))
        .isInstanceOfSatisfying(
            ScimException.class, e -> assertThat(e.error().status()).isEqualTo(413));
  }

  private static void assertRefused(String op, ScimType type) {
    assertThatThrownBy(() -> split(op))
        .isInstanceOfSatisfying(
            ScimException.class, e -> assertThat(e.error().type()).isEqualTo(type));
  }

  private static GroupPatch split(String operations) {
    Patch patch = read(operations, Mode.LENIENT);
    GroupPatch direct = GroupPatch.split(patch);
    GroupPatch carried = GroupPatch.split(Patch.fromJson(ResourceType.GROUP, patch.toJson()));
    assertThat(carried.membership()).isEqualTo(direct.membership());
    return direct;
  }

  private static Patch read(String operations, Mode mode) {
    String body =
        "{\"schemas\":[\"" + PatchReader.SCHEMA + "\"],\"Operations\":[" + operations + "]}";
    return PatchReader.read(ResourceType.GROUP, body.getBytes(StandardCharsets.UTF_8), mode);
  }
}
