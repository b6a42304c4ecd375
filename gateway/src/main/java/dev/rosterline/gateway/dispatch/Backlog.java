package dev.rosterline.gateway.dispatch;

/** How many commands of all accounts wait in the log, as of a second ago. */
@FunctionalInterface
public interface Backlog {

  long waiting();
}
