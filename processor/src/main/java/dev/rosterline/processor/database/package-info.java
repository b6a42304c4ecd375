/**
 * Owns the connection to PostgreSQL: transactions shielded from cancellation, set-based statements.
 */
@NullMarked
package dev.rosterline.processor.database;

import org.jspecify.annotations.NullMarked;
