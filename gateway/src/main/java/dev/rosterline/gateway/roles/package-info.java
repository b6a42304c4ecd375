/**
 * Says who would gain and who would lose a role if the account's mappings were others, before they
 * are saved.
 */
@NullMarked
package dev.rosterline.gateway.roles;

import org.jspecify.annotations.NullMarked;
