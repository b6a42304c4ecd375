package dev.rosterline.contract;

import dev.rosterline.scim.schema.NamePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The mappings of one account, ready to be asked. */
public final class RoleRules {

  /** A role, and the name of a group that gives it. */
  public record Reason(String role, String group) {}

  private record Rule(RoleMapping mapping, Predicate<String> fits) {}

  private final List<Rule> rules;

  private RoleRules(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * @throws IllegalArgumentException naming the mapping whose expression is none
   */
  public static RoleRules of(List<RoleMapping> mappings) {
    List<Rule> rules = new ArrayList<>();
    for (RoleMapping mapping : mappings) {
      try {
        rules.add(new Rule(mapping, fits(mapping)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("mappings[" + rules.size() + "]: " + e.getMessage(), e);
      }
    }
    return new RoleRules(rules);
  }

  private static Predicate<String> fits(RoleMapping mapping) {
    return switch (mapping.match()) {
      case EXACT -> NamePattern.exact(mapping.pattern());
      case PREFIX -> NamePattern.prefix(mapping.pattern());
      case REGEX -> NamePattern.regex(mapping.pattern());
    };
  }

  /** Without the default role, which does not come from a group. */
  public SortedSet<String> roles(Collection<String> groups) {
    SortedSet<String> roles = new TreeSet<>();
    for (Rule rule : rules) {
      if (groups.stream().anyMatch(rule.fits())) {
        roles.add(rule.mapping().role());
      }
    }
    return roles;
  }

  /** The mappings that mean a group of that name, in their order. */
  public List<RoleMapping> meaning(String group) {
    return rules.stream().filter(rule -> rule.fits().test(group)).map(Rule::mapping).toList();
  }

  /** Which group gives which role, in the order of the mappings. */
  public List<Reason> reasons(Collection<String> groups) {
    List<Reason> reasons = new ArrayList<>();
    for (Rule rule : rules) {
      groups.stream()
          .filter(rule.fits())
          .forEach(group -> reasons.add(new Reason(rule.mapping().role(), group)));
    }
    return reasons;
  }

  /** Whether one of the groups makes its members teachers. */
  public boolean teaches(Collection<String> groups) {
    return rules.stream()
        .filter(rule -> rule.mapping().teacher())
        .anyMatch(rule -> groups.stream().anyMatch(rule.fits()));
  }
}
