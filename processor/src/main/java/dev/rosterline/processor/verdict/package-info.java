/** What was decided of one command, before it becomes an outcome, a reply and events. */
@NullMarked
package dev.rosterline.processor.verdict;

import org.jspecify.annotations.NullMarked;
