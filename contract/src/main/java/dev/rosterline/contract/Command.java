package dev.rosterline.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client, or the removal schedule, wants of one resource. Validated as far as that needs no
 * state; what depends on state (uniqueness, existence, version) is the processor's to decide.
 *
 * <p>Documents are SCIM resources in canonical form without {@code id} and {@code meta}; they must
 * not be changed.
 */
public sealed interface Command {

  /** Name on the wire, {@code user.create} for example. */
  String type();

  /** Makes a member, or brings back one whose removal is pending. */
  record CreateUser(ObjectNode document) implements Command {
    @Override
    public String type() {
      return "user.create";
    }
  }

  /** PUT: the document replaces what is there; an absent {@code active} keeps its value. */
  record ReplaceUser(ObjectNode document, @Nullable String ifMatch) implements Command {
    @Override
    public String type() {
      return "user.replace";
    }
  }

  /** PATCH, in the form that the scim module's Patch writes and reads. */
  record PatchUser(JsonNode patch, @Nullable String ifMatch) implements Command {
    @Override
    public String type() {
      return "user.patch";
    }
  }

  /** DELETE: the SCIM resource goes at once, the member when the grace period is over. */
  record DeleteUser(@Nullable String ifMatch) implements Command {
    @Override
    public String type() {
      return "user.delete";
    }
  }

  /** Makes a group; the document holds {@code members}. */
  record CreateGroup(ObjectNode document) implements Command {
    @Override
    public String type() {
      return "group.create";
    }
  }

  /** PUT: replaces attributes and the whole list of members. */
  record ReplaceGroup(ObjectNode document, @Nullable String ifMatch) implements Command {
    @Override
    public String type() {
      return "group.replace";
    }
  }

  record PatchGroup(JsonNode patch, @Nullable String ifMatch) implements Command {
    @Override
    public String type() {
      return "group.patch";
    }
  }

  record DeleteGroup(@Nullable String ifMatch) implements Command {
    @Override
    public String type() {
      return "group.delete";
    }
  }

  /**
   * The grace period of a removal is over. Has an effect only if that removal, told by its
   * generation, is still pending and due.
   */
  record RemovalDue(MemberId member, long generation) implements Command {
    @Override
    public String type() {
      return "member.removal-due";
    }
  }

  /**
   * An admin takes a pending removal back: the member stays as they were, though nobody provisions
   * them.
   */
  record CancelRemoval(MemberId member) implements Command {
    @Override
    public String type() {
      return "member.cancel-removal";
    }
  }

  /** What the brake holds for a member happens now. */
  record ReleaseHold(MemberId member) implements Command {
    @Override
    public String type() {
      return "member.release-hold";
    }
  }

  /** What the brake holds for a member never happens. */
  record CancelHold(MemberId member) implements Command {
    @Override
    public String type() {
      return "member.cancel-hold";
    }
  }

  /** Who was removed by a mistake is a member again, until an identity provider says more. */
  record RestoreMember(MemberId member) implements Command {
    @Override
    public String type() {
      return "member.restore";
    }
  }

  /** Forget who this was: only of somebody who is no longer a member. */
  record ErasePerson(MemberId member) implements Command {
    @Override
    public String type() {
      return "member.erase";
    }
  }

  /**
   * Something that decides what these members have by their groups has changed: look at it again.
   * All of one partition. Has an effect only where what is stored of them differs.
   *
   * @param marks what the processor is through with when this is done
   */
  record DeriveStanding(List<Due> members, List<Long> marks) implements Command {

    /**
     * One of them.
     *
     * @param cause the command that changed something; null where nobody knows any more
     */
    public record Due(MemberId member, @Nullable CommandId cause) {}

    public DeriveStanding {
      members = List.copyOf(members);
      marks = List.copyOf(marks);
    }

    @Override
    public String type() {
      return "member.derive-standing";
    }
  }

  /**
   * Groups have become classes on this account, or no longer are: look at this one again.
   *
   * @param cause the command that changed it; null where nobody knows any more
   * @param marks what the processor is through with when this is done
   */
  record DeriveClass(@Nullable CommandId cause, List<Long> marks) implements Command {

    public DeriveClass {
      marks = List.copyOf(marks);
    }

    @Override
    public String type() {
      return "group.derive-class";
    }
  }

  /**
   * Changes settings of the account's policy; the others stay.
   *
   * @param changes as the policy's JSON names them
   * @param preset the preset they are from, null where an admin chose them
   */
  record ChangePolicy(ObjectNode changes, @Nullable String preset) implements Command {
    @Override
    public String type() {
      return "account.change-policy";
    }
  }
}
