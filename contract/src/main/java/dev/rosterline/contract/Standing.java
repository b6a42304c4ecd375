package dev.rosterline.contract;

import java.util.List;

/**
 * What a member has by the groups they are in.
 *
 * @param roles of the application, in order; the account's default role too
 * @param teacher whether one of the roles makes them a teacher
 * @param classes the groups they are in, where groups are classes; in order
 */
public record Standing(List<String> roles, boolean teacher, List<ScimId> classes) {

  public static final Standing NONE = new Standing(List.of(), false, List.of());

  public Standing {
    roles = List.copyOf(roles);
    classes = List.copyOf(classes);
  }
}
