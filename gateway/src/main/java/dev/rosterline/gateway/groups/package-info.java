/** Reads what a client wants of a group into a command. */
@NullMarked
package dev.rosterline.gateway.groups;

import org.jspecify.annotations.NullMarked;
