/** Requests that nobody means well by, and that every one of is answered as SCIM has it. */
@NullMarked
package dev.rosterline.acceptance.hostile;

import org.jspecify.annotations.NullMarked;
