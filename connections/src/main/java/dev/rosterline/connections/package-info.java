/**
 * How a service reaches Kafka and PostgreSQL: with which security, and a start that ends with the
 * reason where it is not let in.
 */
@NullMarked
package dev.rosterline.connections;

import org.jspecify.annotations.NullMarked;
