package dev.rosterline.scim.patch;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document after a patch.
 *
 * @param changed false if the patch left everything as it was: then neither version nor time stamp
 *     may move
 * @param changedAttributes as PATCH paths, the sub-attributes of a singular complex attribute one
 *     by one
 */
public record PatchResult(ObjectNode document, boolean changed, List<String> changedAttributes) {

  public PatchResult {
    changedAttributes = List.copyOf(changedAttributes);
  }
}
