/**
 * Starts one Rosterline for a whole test run and reaches it as outsiders do: SCIM and admin API,
 * Kafka, PostgreSQL, signals to its processes.
 */
@NullMarked
package dev.rosterline.acceptance.system;

import org.jspecify.annotations.NullMarked;
