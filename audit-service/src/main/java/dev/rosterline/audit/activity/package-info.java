/** Answers what happened in an account: search, pages, summary. */
@NullMarked
package dev.rosterline.audit.activity;

import org.jspecify.annotations.NullMarked;
