/** Makes the month partitions ahead of time and drops those that are past keeping. */
@NullMarked
package dev.rosterline.audit.retention;

import org.jspecify.annotations.NullMarked;
