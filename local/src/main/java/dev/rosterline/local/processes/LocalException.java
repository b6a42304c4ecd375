package dev.rosterline.local.processes;

/** Something the person at the keyboard has to know; its message is all that is shown. */
public final class LocalException extends RuntimeException {

  public LocalException(String message) {
    super(message);
  }

  public LocalException(String message, Throwable cause) {
    super(message, cause);
  }
}
