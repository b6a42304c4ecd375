package dev.rosterline.gateway.admin;

/** A request of an admin that cannot be done; becomes a problem document (RFC 9457). */
public final class AdminException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String detail;

  public AdminException(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
  }

  public String detail() {
    return detail;
  }

  public int status() {
    return status;
  }
}
