package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.paging.Position;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads a page. A page is cut first, each range of rows by an index where there
 * is one; what its resources are related to is then looked up for them alone, not for those before.
 */
final class PageSql {

  /** Of a group on a page; whoever has more is written member by member. */
  static final int MEMBERS_ON_PAGE = 50;

  private final AccountId account;
  private final ListQuery query;
  private final String baseUrl;
  private final Parameters parameters = new Parameters();

  PageSql(AccountId account, ListQuery query, String baseUrl) {
    this.account = account;
    this.query = query;
    this.baseUrl = baseUrl;
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * @param after null for the front of the list
   * @param skipped resources behind that
   * @param limit a literal, so that a plan is made for few rows
   */
  String rows(@Nullable Position after, long skipped, int limit) {
    String cut = skipped > 0 && areUsers() ? far(skipped, limit) : cut(after, skipped, limit);
    return "select r.type, r.id, r.version, r.created_at, r.modified_at, r.document::text as"
        + " document, r.sort_key::text as sort_key, "
        + related()
        + " from ("
        + cut
        + ") r"
        + lateral()
        + " order by "
        + order("r.sort_key", "r.id");
  }

  private String cut(@Nullable Position after, long skipped, int limit) {
    String order = " order by " + order("sort_key", "id");
    List<String> ranges = ranges(after);
    String end = " limit " + limit + (skipped == 0 ? "" : " offset " + parameters.add(skipped));
    if (ranges.size() == 1) {
      return ranges.getFirst() + order + end;
    }
    String each = order + " limit " + parameters.add(skipped + limit);
    return "select * from ("
        + String.join(" union all ", ranges.stream().map(r -> "(" + r + each + ")").toList())
        + ") r"
        + order
        + end;
  }

  private boolean areUsers() {
    return query.parts().size() == 1 && query.parts().getFirst().type() == ResourceType.USER;
  }

  /**
   * Who is skipped is counted in an index, where there is one: read as rows, a million of them take
   * seconds.
   */
  private String far(long skipped, int limit) {
    ListQuery.Part part = query.parts().getFirst();
    SortKey key = SortKey.of(part.type(), part.sortBy());
    return columns(part)
        + " from directory.member r where r.account_id = "
        + parameters.add(account.value())
        + " and r.scim_id = any (array(select r.scim_id"
        + from(part)
        + " order by "
        + order(key == null ? "" : key.sql(), "r.scim_id")
        + " limit "
        + limit
        + " offset "
        + parameters.add(skipped)
        + "))";
  }

  /** The number of all that match, or of those behind a position. */
  String total(@Nullable Position after) {
    List<String> counts =
        query.parts().stream()
            .flatMap(part -> conditions(part, after).stream())
            .map(from -> "(select count(*)" + from + ")")
            .toList();
    return "select " + String.join(" + ", counts) + " as total";
  }

  private String order(String key, String id) {
    if (query.parts().stream().allMatch(PageSql::isByIdAlone)) {
      return id + (query.descending() ? " desc" : "");
    }
    return query.descending()
        ? key + " desc nulls first, " + id + " desc"
        : key + " asc nulls last, " + id;
  }

  private static boolean isByIdAlone(ListQuery.Part part) {
    return SortKey.of(part.type(), part.sortBy()) == null;
  }

  private List<String> ranges(@Nullable Position after) {
    List<String> ranges = new ArrayList<>();
    for (ListQuery.Part part : query.parts()) {
      for (String from : conditions(part, after)) {
        ranges.add(columns(part) + from);
      }
    }
    return ranges;
  }

  private static String columns(ListQuery.Part part) {
    SortKey key = SortKey.of(part.type(), part.sortBy());
    String ids =
        part.type() == ResourceType.USER
            ? "r.scim_id as id, r.member_id, null::uuid as group_id"
            : "r.group_id as id, null::uuid as member_id, r.group_id";
    return "select '"
        + part.type().wire()
        + "'::text as type, r.account_id, "
        + ids
        + ", r.version, r.created_at, r.modified_at, r.document, "
        + (key == null ? "null::text" : key.sql())
        + " as sort_key";
  }

  /** From and where, once for each range of rows. */
  private List<String> conditions(ListQuery.Part part, @Nullable Position after) {
    if (after == null) {
      return List.of(from(part));
    }
    SortKey key = SortKey.of(part.type(), part.sortBy());
    String id = Operand.id(part.type());
    return SortKey.behind(key, id, after, query.descending(), parameters).stream()
        .map(range -> from(part) + " and " + range)
        .toList();
  }

  private String from(ListQuery.Part part) {
    boolean users = part.type() == ResourceType.USER;
    Filter filter = part.filter();
    String condition =
        filter == null
            ? ""
            : " and " + new FilterSql(part.type(), parameters, baseUrl).condition(filter);
    return (users ? " from directory.member r" : " from directory.shown_group r")
        + " where r.account_id = "
        + parameters.add(account.value())
        + (users ? " and r.scim_id is not null" : "")
        + condition;
  }

  private String related() {
    String groups = has(ResourceType.USER, "groups") ? Related.GROUPS + "::text" : "null::text";
    boolean members = has(ResourceType.GROUP, "members");
    return groups
        + " as groups, "
        + (members
            ? "m.members, m.last_member"
            : "null::text as members, null::uuid as last_member");
  }

  private String lateral() {
    return has(ResourceType.GROUP, "members")
        ? " left join lateral ("
            + Related.members(MEMBERS_ON_PAGE, parameters.add(baseUrl), "")
            + ") m on true"
        : "";
  }

  private boolean has(ResourceType type, String attribute) {
    return query.parts().stream()
        .anyMatch(part -> part.type() == type && part.projection().includes(attribute));
  }
}
