package dev.rosterline.scim.json;

/** Whether a client's known deviations from the RFCs are put right or refused. */
public enum Mode {
  LENIENT,
  STRICT
}
