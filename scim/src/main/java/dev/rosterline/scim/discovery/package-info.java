/** Owns what the server says about itself at the three discovery endpoints. */
@NullMarked
package dev.rosterline.scim.discovery;

import org.jspecify.annotations.NullMarked;
