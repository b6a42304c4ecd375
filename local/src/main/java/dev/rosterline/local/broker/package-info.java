/** Runs a real single-node Kafka broker in its own JVM and creates Rosterline's topics on it. */
@NullMarked
package dev.rosterline.local.broker;

import org.jspecify.annotations.NullMarked;
