package dev.rosterline.gateway.lookup;

import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;

/** Values of one statement in the order of their placeholders. */
final class Parameters {

  private final List<Object> values = new ArrayList<>();

  /** The placeholder of a new value. */
  String add(Object value) {
    values.add(value);
    return "$" + values.size();
  }

  Statement bind(Statement statement) {
    for (int i = 0; i < values.size(); i++) {
      statement.bind(i, values.get(i));
    }
    return statement;
  }
}
