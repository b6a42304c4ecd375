/**
 * Turns a write into a command on the log: limits, back-pressure, publishing, joining of retries.
 */
@NullMarked
package dev.rosterline.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
