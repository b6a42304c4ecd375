/**
 * How the processor talks to PostgreSQL: one blocking transaction at a time over R2DBC, shielded
 * from cancellation.
 */
@NullMarked
package dev.rosterline.processor.database;

import org.jspecify.annotations.NullMarked;
