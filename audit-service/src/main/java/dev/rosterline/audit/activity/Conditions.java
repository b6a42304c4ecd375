package dev.rosterline.audit.activity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters as SQL with positional parameters: what is asked is bound, never written. */
final class Conditions {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values;

  Conditions() {
    this(new ArrayList<>());
  }

  private Conditions(List<Object> values) {
    this.values = values;
  }

  /** Everything that is asked for, but for where the page begins. */
  static Conditions of(ActivityQuery query) {
    return new Conditions().account(query).range(query).resource(query).kind(query).text(query);
  }

  Conditions account(ActivityQuery query) {
    return add("account_id = ?", query.account());
  }

  Conditions range(ActivityQuery query) {
    addIfGiven("at >= ?", query.from());
    return addIfGiven("at < ?", query.to());
  }

  Conditions resource(ActivityQuery query) {
    return addIfGiven("resource_id = ?", query.who().resource());
  }

  /** Operation, result, client and token: of a row as of a kind. */
  Conditions kind(ActivityQuery query) {
    addIfGiven("operation = ?", query.operation());
    if (ActivityQuery.FAILED.equals(query.result())) {
      add("result in ('refused', 'parked')");
    } else {
      addIfGiven("result = ?", query.result());
    }
    addIfGiven("client = ?", query.who().client());
    return addIfGiven("token_id = ?", query.who().token());
  }

  Conditions text(ActivityQuery query) {
    String text = query.text();
    if (text == null) {
      return this;
    }
    String pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    return add("(subject ilike ? or detail ilike ?)", pattern, pattern);
  }

  /** Behind the page before. */
  Conditions after(@Nullable Cursor cursor) {
    return cursor == null ? this : add("(at, command_id) < (?, ?)", cursor.at(), cursor.command());
  }

  /** Range and place in the words of the index of kinds; months are chosen by {@code at} alone. */
  Conditions rangeOfKind(ActivityQuery query) {
    addIfGiven("(at at time zone 'UTC') >= (?::timestamptz at time zone 'UTC')", query.from());
    addIfGiven("(at at time zone 'UTC') < (?::timestamptz at time zone 'UTC')", query.to());
    Cursor after = query.after();
    return after == null
        ? this
        : add("at <= ?", after.at())
            .add(
                "((at at time zone 'UTC'), command_id) < ((?::timestamptz at time zone 'UTC'), ?)",
                after.at(),
                after.command());
  }

  Conditions addIfGiven(String condition, @Nullable Object value) {
    return value == null ? this : add(condition, value);
  }

  Conditions add(String condition, Object... given) {
    String numbered = condition;
    for (Object value : given) {
      values.add(value);
      numbered = numbered.replaceFirst("\\?", "\\$" + values.size());
    }
    sql.append(sql.isEmpty() ? "" : " and ").append(numbered);
    return this;
  }

  /** Conditions whose parameters are numbered on from these, and bound with them. */
  Conditions further() {
    return new Conditions(values);
  }

  String sql() {
    return sql.isEmpty() ? "true" : sql.toString();
  }

  List<Object> values() {
    return values;
  }
}
