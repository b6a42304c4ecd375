package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.ResourceType;

/**
 * The elements {@code e} of a multi-valued attribute of row {@code r}: those of an array in the
 * document, or rows of memberships.
 *
 * @param from what follows the word {@code from}
 * @param rows whether the elements are rows with a column for each sub-attribute
 */
record Elements(String from, boolean rows) {

  /** Only who can be seen: awaited and deleted people are no members. */
  private static final String MEMBERS =
      """
      (select coalesce(m.scim_id, n.group_id)::text as value, coalesce(m.display_name, m.user_name, n.display_name) as display,
              case when m.scim_id is null then 'Group' else 'User' end as type
         from directory.group_member gm
         left join directory.member m
           on m.account_id = gm.account_id and m.member_id = gm.member_id and m.scim_id is not null
         left join directory.scim_group n on n.account_id = gm.account_id and n.group_id = gm.member_id
        where gm.account_id = r.account_id and gm.group_id = r.group_id
          and (m.scim_id is not null or n.group_id is not null)) e
      """;

  private static final String GROUPS =
      """
      (select g.group_id::text as value, g.display_name as display, 'direct' as type
         from directory.group_member gm join directory.scim_group g using (account_id, group_id)
        where gm.account_id = r.account_id and gm.member_id = r.member_id) e
      """;

  static Elements of(ResourceType type, AttributeRef ref) {
    String name = ref.attribute().name();
    if (type == ResourceType.GROUP && name.equals("members")) {
      return new Elements(MEMBERS, true);
    }
    if (type == ResourceType.USER && name.equals("groups")) {
      return new Elements(GROUPS, true);
    }
    String array = DocumentPath.json(ref.withSub(null));
    return new Elements(
        "jsonb_array_elements(case jsonb_typeof("
            + array
            + ") when 'array' then "
            + array
            + " else '[]' end) e",
        false);
  }

  String any(String condition) {
    return "exists (select from " + from + " where " + condition + ")";
  }

  /**
   * What is compared of one element.
   *
   * @param base placeholder of the base of all addresses
   */
  Operand operand(AttributeRef ref, String base) {
    Attribute sub = ref.sub();
    String name = sub == null ? "value" : sub.name();
    if (rows && name.equals("$ref")) {
      String address =
          base + "::text || case e.type when 'User' then '/Users/' else '/Groups/' end";
      return Operand.text("(" + address + " || e.value)", ref);
    }
    if (rows) {
      return Operand.text("e." + name, ref);
    }
    boolean simple = sub == null && !ref.attribute().isComplex();
    return Operand.text(simple ? "(e #>> '{}')" : "(e ->> '" + name + "')", ref);
  }
}
