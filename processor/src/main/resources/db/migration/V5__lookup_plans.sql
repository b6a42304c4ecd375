-- What a user belongs to becomes part of the look-up: a SQL function of its own is planned again at each call.
create or replace function directory.user_by_id(wanted_account uuid, wanted_id uuid)
  returns table (id uuid, version bigint, created_at timestamptz, modified_at timestamptz, document text, related text)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.scim_id, m.version, m.created_at, m.modified_at, m.document::text,
           (select jsonb_agg(jsonb_build_object('value', g.group_id, 'display', g.display_name, 'type', 'direct') order by g.group_id)::text
              from directory.group_member gm join directory.scim_group g using (account_id, group_id)
             where gm.account_id = m.account_id and gm.member_id = m.member_id)
      from directory.member m where m.account_id = wanted_account and m.scim_id = wanted_id;
end $$;

create or replace function directory.user_by_name(wanted_account uuid, wanted_key text)
  returns table (id uuid, version bigint, created_at timestamptz, modified_at timestamptz, document text, related text)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.scim_id, m.version, m.created_at, m.modified_at, m.document::text,
           (select jsonb_agg(jsonb_build_object('value', g.group_id, 'display', g.display_name, 'type', 'direct') order by g.group_id)::text
              from directory.group_member gm join directory.scim_group g using (account_id, group_id)
             where gm.account_id = m.account_id and gm.member_id = m.member_id)
      from directory.member m
     where m.account_id = wanted_account and m.user_name_key = wanted_key and m.scim_id is not null;
end $$;

create or replace function directory.users_by_external_id(wanted_account uuid, wanted_external_id text, most int)
  returns table (id uuid, version bigint, created_at timestamptz, modified_at timestamptz, document text, related text)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.scim_id, m.version, m.created_at, m.modified_at, m.document::text,
           (select jsonb_agg(jsonb_build_object('value', g.group_id, 'display', g.display_name, 'type', 'direct') order by g.group_id)::text
              from directory.group_member gm join directory.scim_group g using (account_id, group_id)
             where gm.account_id = m.account_id and gm.member_id = m.member_id)
      from directory.member m
     where m.account_id = wanted_account and m.external_id = wanted_external_id and m.scim_id is not null
     order by m.scim_id limit most;
end $$;

drop function directory.groups_of(uuid, uuid);

-- So that it need not wait for autovacuum after a first sync.
grant maintain on directory.member, directory.scim_group, directory.group_member to rosterline_processor;
