package dev.rosterline.gateway.roles;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.rosterline.contract.RoleMapping;
import dev.rosterline.scim.schema.MatchingKey;
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
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "mappings[" + rules.size() + "]: pattern is no regular expression: " + e.getMessage(),
            e);
      }
    }
    return new RoleRules(rules);
  }

  private static Predicate<String> fits(RoleMapping mapping) {
    return switch (mapping.match()) {
      case EXACT -> {
        String key = MatchingKey.of(mapping.pattern());
        yield name -> MatchingKey.of(name).equals(key);
      }
      case PREFIX -> {
        String key = beginning(mapping.pattern());
        yield name -> MatchingKey.of(name).startsWith(key);
      }
      case REGEX -> {
        Pattern pattern = Pattern.compile(mapping.pattern(), Pattern.CASE_INSENSITIVE);
        yield name -> pattern.matches(name);
      }
    };
  }

  /** A key has no blank at its end, but {@code "Sales "} is not the beginning of Salesforce. */
  private static String beginning(String pattern) {
    String key = MatchingKey.of(pattern + "x");
    return key.substring(0, key.length() - 1);
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
