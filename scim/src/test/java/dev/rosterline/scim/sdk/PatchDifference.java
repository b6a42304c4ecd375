package dev.rosterline.scim.sdk;

import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.json.Mode;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the SCIM-SDK patches otherwise than we do, and why we stay with what we do. */
enum PatchDifference {

  /**
   * RFC 7644, 3.5.2.2: what is removed is unassigned, as by its example of a member that is in no
   * group; a client that repeats itself is told nothing new. The SDK says {@code noTarget}, or 500.
   */
  NOTHING_TO_REMOVE("remove", "nickName", null, Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      return that.sample.isRemoval() && that.user.equals(that.ours) && that.theirs == null;
    }
  },

  /**
   * RFC 7644, 3.12, table 9: to modify what is read-only is an error, {@code mutability}. The SDK
   * takes it, and does nothing.
   */
  READ_ONLY_IS_REFUSED("replace", "id", "\"x\"", Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      return that.refusal == ScimType.MUTABILITY && that.user.equals(that.theirs);
    }
  },

  /** RFC 7643, 2.4: an attribute of one value is no array. The SDK takes an array of one for it. */
  ONE_VALUE_IS_NO_ARRAY("add", "title", "[\"x\"]", Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      JsonNode value = that.sample.value();
      return that.refusal == ScimType.INVALID_VALUE && value != null && value.isArray();
    }
  },

  /**
   * Strict mode follows the interoperability profile, by which a complex value is replaced whole.
   * Else both keep what is not named (RFC 7644, 3.5.2.3).
   */
  STRICTLY_A_COMPLEX_VALUE_IS_REPLACED_WHOLE(
      "replace", "name", "{\"givenName\": \"C\"}", Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      ObjectNode after = that.ours;
      JsonNode value = that.sample.value();
      return that.mode == Mode.STRICT
          && that.sample.op().equals("replace")
          && after != null
          && value != null
          && after.path("name").equals(that.sample.path() == null ? value.path("name") : value);
    }
  },

  /**
   * Erratum 8097 of RFC 7644, as Entra ID needs it: unless strict, what a filter describes is made
   * where nothing matches. The SDK refuses, as we do where strict (RFC 7644, 3.5.2.3).
   */
  A_FILTER_DESCRIBES_WHAT_IS_MISSING(
      "replace", "emails[type eq \"other\"].value", "\"n@x\"", Mode.LENIENT) {
    @Override
    boolean explains(Case that) {
      return that.mode == Mode.LENIENT
          && that.sample.isSelecting()
          && !that.sample.isRemoval()
          && that.ours != null
          && that.theirs == null;
    }
  },

  /**
   * RFC 7644, 3.5.2.1, and RFC 7643, 2.4: a value that is there already is not added, and no type
   * and value are returned twice. The SDK has them twice.
   */
  NO_VALUE_TWICE("add", "emails", "[{\"value\": \"a@x\", \"type\": \"work\"}]", Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      ObjectNode theirs = that.theirs;
      return theirs != null
          && that.ours != null
          && new HashSet<>(PatchCases.addresses(theirs)).size()
              < PatchCases.addresses(theirs).size()
          && new HashSet<>(PatchCases.addresses(theirs))
              .equals(new HashSet<>(PatchCases.addresses(that.ours)));
    }
  },

  /**
   * RFC 7644, 3.5.2.3: "all matching record values SHALL be replaced". The SDK keeps the {@code
   * primary} of the value that was there.
   */
  A_SELECTED_VALUE_IS_REPLACED_WHOLE(
      "replace",
      "emails[type eq \"work\"]",
      "{\"value\": \"n@x\", \"type\": \"work\"}",
      Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      return that.sample.isSelecting()
          && that.sample.op().equals("replace")
          && String.valueOf(that.sample.path()).endsWith("]")
          && that.ours != null
          && that.theirs != null
          && new HashSet<>(PatchCases.addresses(that.theirs))
              .equals(new HashSet<>(PatchCases.addresses(that.ours)));
    }
  },

  /**
   * RFC 7643, 2.4: no more than one value is primary. Where a filter selects several, the SDK makes
   * all of them so, or says {@code noTarget} where one was.
   */
  ONE_VALUE_IS_PRIMARY("add", "emails[value sw \"a\"].primary", "true", Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      JsonNode value = that.sample.value();
      return String.valueOf(that.sample.path()).endsWith("].primary")
          && value != null
          && value.asBoolean(false)
          && that.ours != null
          && PatchCases.primaries(that.ours) == 1;
    }
  },

  /**
   * RFC 7644, 3.5.2.2: a sub-attribute of what a filter selects can be removed, whatever its type.
   * The SDK fails, with 500, over a boolean.
   */
  A_FLAG_CAN_BE_REMOVED("remove", "emails[type eq \"work\"].primary", null, Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      return that.sample.isRemoval()
          && String.valueOf(that.sample.path()).endsWith("].primary")
          && that.ours != null
          && PatchCases.values(that.ours).equals(PatchCases.values(that.user))
          && that.theirs == null;
    }
  },

  /**
   * The RFC leaves open what an address is of which only the type is left. We remove it: nobody
   * finds it, and everybody is shown it. The SDK keeps it.
   */
  A_LABEL_ALONE_IS_NO_VALUE("remove", "emails[type eq \"work\"].value", null, Mode.STRICT) {
    @Override
    boolean explains(Case that) {
      return that.sample.isRemoval()
          && that.ours != null
          && that.theirs != null
          && PatchCases.labels(that.ours) < PatchCases.labels(that.theirs)
          && PatchCases.values(that.ours).equals(PatchCases.values(that.theirs));
    }
  };

  /**
   * An operation and what became of it; the documents in a form that can be compared.
   *
   * @param refusal of ours
   * @param ours null where we refuse
   * @param theirs null where the SDK refuses
   */
  record Case(
      PatchSample sample,
      Mode mode,
      ObjectNode user,
      @Nullable ScimType refusal,
      @Nullable ObjectNode ours,
      @Nullable ObjectNode theirs) {

    boolean same() {
      return Objects.equals(ours, theirs);
    }
  }

  private final String op;
  private final String path;
  private final @Nullable String value;
  private final Mode mode;

  PatchDifference(String op, String path, @Nullable String value, Mode mode) {
    this.op = op;
    this.path = path;
    this.value = value;
    this.mode = mode;
  }

  /** Whether this is why the two differ. */
  abstract boolean explains(Case that);

  PatchSample example() {
    return PatchSample.of(op, path, value);
  }

  Mode mode() {
    return mode;
  }
}
