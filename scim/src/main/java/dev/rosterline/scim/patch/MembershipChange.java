package dev.rosterline.scim.patch;

import java.util.List;

/** One step on the member list of a group, told in identifiers; steps apply in order. */
public sealed interface MembershipChange {

  record Add(List<String> values) implements MembershipChange {
    public Add {
      values = List.copyOf(values);
    }
  }

  record Remove(List<String> values) implements MembershipChange {
    public Remove {
      values = List.copyOf(values);
    }
  }

  record RemoveAll() implements MembershipChange {}

  record ReplaceAll(List<String> values) implements MembershipChange {
    public ReplaceAll {
      values = List.copyOf(values);
    }
  }
}
