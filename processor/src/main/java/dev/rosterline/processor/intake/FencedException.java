package dev.rosterline.processor.intake;

/** A partition does not stand where this consumer thinks: it is a zombie, or was set back. */
final class FencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FencedException(String message) {
    super(message, null, false, false);
  }
}
