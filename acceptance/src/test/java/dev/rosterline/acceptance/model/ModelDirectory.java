package dev.rosterline.acceptance.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people and groups of one account, without a log, a database or a second thread. */
final class ModelDirectory {

  /** A member, with a SCIM id while an identity provider provisions them. */
  static final class Person {
    @Nullable String id;
    boolean leaving;
    String userName;
    @Nullable String displayName;
    boolean active;

    Person(String userName) {
      this.userName = userName;
    }

    boolean isCalled(String name) {
      return userName.equalsIgnoreCase(name);
    }

    @Override
    public String toString() {
      return "%s displayName=%s active=%s".formatted(userName, displayName, active);
    }
  }

  /** A group, with members who may not be provisioned at the moment. */
  static final class Team {
    final String id;
    String name;
    final Set<Person> members = new LinkedHashSet<>();

    Team(String id, String name) {
      this.id = id;
      this.name = name;
    }

    Set<String> memberIds() {
      Set<String> ids = new HashSet<>();
      for (Person member : members) {
        if (member.id != null) {
          ids.add(member.id);
        }
      }
      return ids;
    }
  }

  private final boolean grace;
  private final List<Person> people = new ArrayList<>();
  private final List<Team> teams = new ArrayList<>();

  /** SCIM ids and group ids that lead nowhere any more. */
  private final List<String> gone = new ArrayList<>();

  /**
   * @param grace whether who is deleted stays a member for a while
   */
  ModelDirectory(boolean grace) {
    this.grace = grace;
  }

  List<Person> provisioned() {
    return people.stream().filter(person -> person.id != null).toList();
  }

  List<Person> leaving() {
    return people.stream().filter(person -> person.leaving).toList();
  }

  /** Somebody whom nobody provisions has this name and would get it back. */
  boolean isRemembered(String name) {
    return people.stream().anyMatch(person -> person.id == null && person.isCalled(name));
  }

  /** Whether another than this one is provisioned by that name. */
  boolean isTaken(String name, @Nullable Person but) {
    return provisioned().stream().anyMatch(person -> person != but && person.isCalled(name));
  }

  /**
   * Who was a member by this name, or a new one; joins under a new id, of which no group knows yet.
   */
  Person join(String id, String name) {
    Person person =
        people.stream()
            .filter(known -> known.id == null && known.isCalled(name))
            .findFirst()
            .orElseGet(
                () -> {
                  Person stranger = new Person(name);
                  people.add(stranger);
                  return stranger;
                });
    teams.forEach(team -> team.members.remove(person));
    person.id = id;
    person.leaving = false;
    person.userName = name;
    return person;
  }

  void delete(Person person) {
    gone.add(String.valueOf(person.id));
    person.id = null;
    person.leaving = true;
    if (!grace) {
      expire();
    }
  }

  /** The time of everybody who is leaving has come. */
  void expire() {
    List<Person> left = leaving();
    people.removeAll(left);
    teams.forEach(team -> left.forEach(team.members::remove));
  }

  List<Team> teams() {
    return teams;
  }

  Optional<Team> team(String name) {
    return teams.stream().filter(team -> team.name.equalsIgnoreCase(name)).findFirst();
  }

  Team found(String id, String name) {
    Team team = new Team(id, name);
    teams.add(team);
    return team;
  }

  void dissolve(Team team) {
    teams.remove(team);
    gone.add(team.id);
  }

  List<String> gone() {
    return gone;
  }
}
