/** Turns whatever goes wrong into a SCIM error; the only place that does. */
@NullMarked
package dev.rosterline.gateway.error;

import org.jspecify.annotations.NullMarked;
