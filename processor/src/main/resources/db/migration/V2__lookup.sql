-- The two reads that every identity provider makes before each write, in one round trip each: the account is named for
-- row-level security inside the statement's own transaction, and forgotten with it.
create function directory.user_by_id(wanted_account uuid, wanted_id uuid)
  returns table (id uuid, version bigint, created_at timestamptz, modified_at timestamptz, document text, related text)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.scim_id, m.version, m.created_at, m.modified_at, m.document::text, directory.groups_of(m.account_id, m.member_id)
      from directory.member m where m.account_id = wanted_account and m.scim_id = wanted_id;
end $$;

create function directory.user_by_name(wanted_account uuid, wanted_key text)
  returns table (id uuid, version bigint, created_at timestamptz, modified_at timestamptz, document text, related text)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.scim_id, m.version, m.created_at, m.modified_at, m.document::text, directory.groups_of(m.account_id, m.member_id)
      from directory.member m
     where m.account_id = wanted_account and m.user_name_key = wanted_key and m.scim_id is not null;
end $$;

-- JSON of the attribute "groups", null for a member of none.
create function directory.groups_of(wanted_account uuid, wanted_member uuid) returns text
  language sql stable security invoker as $$
  select jsonb_agg(jsonb_build_object('value', g.group_id, 'display', g.display_name, 'type', 'direct') order by g.group_id)::text
    from directory.group_member gm join directory.scim_group g using (account_id, group_id)
   where gm.account_id = wanted_account and gm.member_id = wanted_member
$$;

revoke execute on function directory.user_by_id(uuid, uuid), directory.user_by_name(uuid, text),
  directory.groups_of(uuid, uuid) from public;
grant execute on function directory.user_by_id(uuid, uuid), directory.user_by_name(uuid, text),
  directory.groups_of(uuid, uuid) to rosterline_gateway;
