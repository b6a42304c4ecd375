/** Reads what a client wants of a user into a command. */
@NullMarked
package dev.rosterline.gateway.users;

import org.jspecify.annotations.NullMarked;
