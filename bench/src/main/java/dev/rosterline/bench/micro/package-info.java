/** JMH benchmarks of what every request does: read a filter, apply a PATCH, write a command. */
@NullMarked
package dev.rosterline.bench.micro;

import org.jspecify.annotations.NullMarked;
