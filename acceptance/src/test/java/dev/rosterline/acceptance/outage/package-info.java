/** What clients see while a part of the system is away. */
@NullMarked
package dev.rosterline.acceptance.outage;

import org.jspecify.annotations.NullMarked;
