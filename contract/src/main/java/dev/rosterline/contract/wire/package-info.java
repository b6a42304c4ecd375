/**
 * Bytes to messages and back: the one place that knows the JSON of each message type and version.
 */
@NullMarked
package dev.rosterline.contract.wire;

import org.jspecify.annotations.NullMarked;
