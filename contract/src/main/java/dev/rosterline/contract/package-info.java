/**
 * Everything that crosses Kafka: what the gateway asks for, what the processor decided, what
 * subscribers are told, and on which topic, key and partition each of them travels.
 */
@NullMarked
package dev.rosterline.contract;

import org.jspecify.annotations.NullMarked;
