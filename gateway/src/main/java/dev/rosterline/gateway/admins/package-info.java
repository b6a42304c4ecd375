/**
 * Decides who may administer which account: by the claims of an OpenID provider, or as the local
 * admin, whose attempts to sign in are counted.
 */
@NullMarked
package dev.rosterline.gateway.admins;

import org.jspecify.annotations.NullMarked;
