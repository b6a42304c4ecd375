/** What is particular about writing users. */
@NullMarked
package dev.rosterline.gateway.users;

import org.jspecify.annotations.NullMarked;
