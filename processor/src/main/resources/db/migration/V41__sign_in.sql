-- Whether somebody may sign in: one call of the gateway, by index, whoever provisions them or nobody any more.
create function directory.sign_in(wanted_account uuid, wanted_name text, wanted_email text)
  returns table (member_id uuid, user_name text, admitted boolean, held text, removal_due_at timestamptz, policy text,
    groups text[])
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.member_id, m.user_name, (m.active or m.held is not distinct from 'block') and m.blocked_ahead is null, m.held, m.removal_due_at,
           (select p.settings::text from directory.account_policy p where p.account_id = wanted_account),
           array(select g.display_name from directory.group_member gm join directory.scim_group g using (account_id, group_id)
                  where gm.account_id = wanted_account and gm.member_id = m.member_id)
      from (select * from directory.member where account_id = wanted_account and user_name_key = wanted_name and scim_id is not null
            union all
            select * from directory.member
             where account_id = wanted_account and user_name_key = wanted_name and scim_id is null and removed_at is null
            union all
            select * from directory.member where account_id = wanted_account and email_keys[1] = wanted_email and scim_id is not null
            union all
            select * from directory.member
             where account_id = wanted_account and email_keys[1] = wanted_email and scim_id is null and removed_at is null) m
     order by m.scim_id is null limit 1;
end $$;
revoke execute on function directory.sign_in(uuid, text, text) from public;
grant execute on function directory.sign_in(uuid, text, text) to rosterline_gateway;
