/** How fast the audit-service takes outcomes off the topic and into the activity log. */
@NullMarked
package dev.rosterline.bench.ingest;

import org.jspecify.annotations.NullMarked;
