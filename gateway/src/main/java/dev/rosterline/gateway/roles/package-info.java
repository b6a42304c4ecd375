/**
 * Says which roles of the application a member has: by the account's mappings, from the names of
 * the groups they are in. Nothing is stored, so a changed mapping counts at once.
 */
@NullMarked
package dev.rosterline.gateway.roles;

import org.jspecify.annotations.NullMarked;
