package dev.rosterline.contract.wire;

/**
 * The bytes are no message of a type and version that this code knows; says which part is wrong.
 * Such a record is parked.
 */
public final class UndecodableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message, null, false, false);
  }
}
