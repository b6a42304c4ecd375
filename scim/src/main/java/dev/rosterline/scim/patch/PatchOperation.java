package dev.rosterline.scim.patch;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of a patch, its value checked and canonically spelled.
 *
 * @param value null for a removal; a removal with a list removes only the listed values. In a
 *     complex value a JSON null means that this sub-attribute is unassigned
 */
public record PatchOperation(Op op, PatchPath path, @Nullable JsonNode value) {}
