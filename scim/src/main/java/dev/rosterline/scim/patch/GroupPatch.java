package dev.rosterline.scim.patch;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterValue;
import dev.rosterline.scim.filter.Operator;
import dev.rosterline.scim.schema.Attribute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A group's patch in two parts, because a group of 100,000 members is changed without loading them.
 *
 * @param attributes all that is not about members, in its order
 */
public record GroupPatch(List<MembershipChange> membership, Patch attributes) {

  public GroupPatch {
    membership = List.copyOf(membership);
  }

  public static GroupPatch split(Patch patch) {
    List<MembershipChange> membership = new ArrayList<>();
    List<PatchOperation> others = new ArrayList<>();
    for (PatchOperation operation : patch.operations()) {
      if (operation.path() instanceof PatchPath.OfAttribute path
          && path.attribute().attribute().name().equals("members")) {
        membership.add(change(operation, path));
      } else {
        others.add(operation);
      }
    }
    return new GroupPatch(membership, new Patch(others, patch.mode(), patch.leniencies()));
  }

  private static MembershipChange change(PatchOperation operation, PatchPath.OfAttribute path) {
    JsonNode value = operation.value();
    return switch (operation.op()) {
      case ADD -> new MembershipChange.Add(values(value));
      case REPLACE -> new MembershipChange.ReplaceAll(values(value));
      case REMOVE -> removal(path, value);
    };
  }

  private static MembershipChange removal(PatchPath.OfAttribute path, @Nullable JsonNode value) {
    Filter filter = path.filter();
    if (filter != null) {
      List<String> values = new ArrayList<>();
      collect(filter, values);
      return new MembershipChange.Remove(values);
    }
    return value == null
        ? new MembershipChange.RemoveAll()
        : new MembershipChange.Remove(values(value));
  }

  private static List<String> values(@Nullable JsonNode members) {
    List<String> values = new ArrayList<>();
    if (members != null) {
      members.forEach(member -> values.add(member.path("value").asString("")));
    }
    return values;
  }

  private static void collect(Filter filter, List<String> values) {
    switch (filter) {
      case Filter.Or or -> or.terms().forEach(term -> collect(term, values));
      case Filter.Compare compare -> values.add(value(compare));
      case Filter.And _, Filter.Not _, Filter.Present _, Filter.ElementMatch _ ->
          throw unsupported();
    }
  }

  private static String value(Filter.Compare compare) {
    Attribute sub = compare.attribute().sub();
    if (sub != null
        && sub.name().equals("value")
        && compare.operator() == Operator.EQ
        && compare.value() instanceof FilterValue.Text text) {
      return text.value();
    }
    throw unsupported();
  }

  private static ScimException unsupported() {
    return new ScimException(
        ScimType.INVALID_FILTER,
        "Members can only be selected by value eq \"..\", several of them joined by or");
  }
}
