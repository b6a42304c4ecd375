package dev.rosterline.gateway.lookup;

/** JSON arrays of row {@code r} that are no part of its document; null where they are empty. */
final class Related {

  static final String GROUPS =
      """
      (select jsonb_agg(jsonb_build_object('value', g.group_id, 'display', g.display_name, 'type', 'direct') order by g.group_id)
         from directory.group_member gm join directory.scim_group g using (account_id, group_id)
        where gm.account_id = r.account_id and gm.member_id = r.member_id)""";

  private Related() {}

  /**
   * A part of the members who can be seen (awaited and deleted people are no members), with their
   * addresses, and the last of them where there are more; both null where there are none.
   *
   * <p>Each member is looked up: a join would read all people before the first of a later part,
   * which {@code offset 0} forbids.
   *
   * @param most a literal, so that a plan is made for so many
   * @param base placeholder of the base of all addresses
   * @param behind condition on {@code gm.member_id}, beginning with {@code and}, or nothing
   */
  static String members(int most, String base, String behind) {
    return """
        select json_agg(json_build_object('value', x.id, '$ref', %2$s::text || case x.type when 'User' then '/Users/' else '/Groups/' end || x.id,
                 'type', x.type, 'display', x.display) order by x.member_id)::text as members,
               case when count(*) = %1$d then (array_agg(x.member_id order by x.member_id desc))[1] end as last_member
          from (select gm.member_id, coalesce(m.scim_id, n.group_id) as id, coalesce(m.display_name, m.user_name, n.display_name) as display,
                       case when m.scim_id is null then 'Group' else 'User' end as type
                  from directory.group_member gm
                  left join lateral (
                    select p.scim_id, p.display_name, p.user_name from directory.member p
                     where p.account_id = gm.account_id and p.member_id = gm.member_id and p.scim_id is not null offset 0) m on true
                  left join lateral (
                    select g.group_id, g.display_name from directory.scim_group g
                     where m.scim_id is null and g.account_id = gm.account_id and g.group_id = gm.member_id offset 0) n on true
                 where gm.account_id = r.account_id and gm.group_id = r.group_id %3$s
                   and (m.scim_id is not null or n.group_id is not null)
                 order by gm.member_id limit %1$d) x
        """
        .formatted(most, base, behind);
  }

  /** Members of group $2 of account $1, with base $3, behind member $4. */
  static String membersBehind(int most) {
    return "select m.members, m.last_member from (select $1::uuid as account_id, $2::uuid as group_id) r cross join lateral ("
        + members(most, "$3", "and gm.member_id > $4")
        + ") m";
  }
}
