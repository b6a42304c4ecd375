package dev.rosterline.gateway.lookup;

/** JSON arrays of row {@code r} that are no part of its document; null where they are empty. */
final class Related {

  static final String GROUPS =
      """
      (select jsonb_agg(jsonb_build_object('value', g.group_id, 'display', g.display_name, 'type', 'direct') order by g.group_id)
         from directory.group_member gm join directory.scim_group g using (account_id, group_id)
        where gm.account_id = r.account_id and gm.member_id = r.member_id)""";
  static final String MEMBERS =
      """
      (select jsonb_agg(jsonb_build_object('value', coalesce(m.scim_id, n.group_id),
                'display', coalesce(m.display_name, m.user_name, n.display_name),
                'type', case when m.scim_id is null then 'Group' else 'User' end) order by gm.member_id)
         from directory.group_member gm
         left join directory.member m on m.account_id = gm.account_id and m.member_id = gm.member_id and m.scim_id is not null
         left join directory.scim_group n on n.account_id = gm.account_id and n.group_id = gm.member_id
        where gm.account_id = r.account_id and gm.group_id = r.group_id and (m.scim_id is not null or n.group_id is not null))""";

  private Related() {}
}
