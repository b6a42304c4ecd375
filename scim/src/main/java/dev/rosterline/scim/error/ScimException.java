package dev.rosterline.scim.error;

/** Carries a protocol error from where it is known to the one place that answers it. */
public final class ScimException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ScimError error;

  public ScimException(ScimError error) {
    // A client's mistake, not ours: a stack trace would cost more than the whole request.
    super(error.detail(), null, false, false);
    this.error = error;
  }

  public ScimException(ScimType type, String detail) {
    this(ScimError.badRequest(type, detail));
  }

  public ScimError error() {
    return error;
  }
}
