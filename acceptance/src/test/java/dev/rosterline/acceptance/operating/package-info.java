/** What operators are given besides the services: documents, alert rules, dashboards. */
@NullMarked
package dev.rosterline.acceptance.operating;

import org.jspecify.annotations.NullMarked;
