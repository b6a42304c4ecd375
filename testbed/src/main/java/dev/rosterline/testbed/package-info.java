/**
 * Real Kafka and PostgreSQL for integration tests: containers where Docker answers, a broker and
 * PostgreSQL's own binaries on this machine where it does not. The same tests run on both.
 */
@NullMarked
package dev.rosterline.testbed;

import org.jspecify.annotations.NullMarked;
