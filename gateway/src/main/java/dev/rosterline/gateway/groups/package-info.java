/** What is particular about writing groups. */
@NullMarked
package dev.rosterline.gateway.groups;

import org.jspecify.annotations.NullMarked;
