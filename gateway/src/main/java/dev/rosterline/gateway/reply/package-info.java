/** Waits for outcomes, by Kafka and then by the database, and turns them into HTTP answers. */
@NullMarked
package dev.rosterline.gateway.reply;

import org.jspecify.annotations.NullMarked;
