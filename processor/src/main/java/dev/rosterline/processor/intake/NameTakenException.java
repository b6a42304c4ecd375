package dev.rosterline.processor.intake;

/** An insert met a name that somebody else holds; the batch is done again command by command. */
final class NameTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NameTakenException() {
    super("a name is taken", null, false, false);
  }
}
