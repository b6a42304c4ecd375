/** What must never be seen: other accounts, and secrets where they do not belong. */
@NullMarked
package dev.rosterline.acceptance.isolation;

import org.jspecify.annotations.NullMarked;
