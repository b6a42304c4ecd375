-- The look-up by externalId, as the one by userName: in one round trip. The IdP may give it twice.
create function directory.users_by_external_id(wanted_account uuid, wanted_external_id text, most int)
  returns table (id uuid, version bigint, created_at timestamptz, modified_at timestamptz, document text, related text)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.scim_id, m.version, m.created_at, m.modified_at, m.document::text, directory.groups_of(m.account_id, m.member_id)
      from directory.member m
     where m.account_id = wanted_account and m.external_id = wanted_external_id and m.scim_id is not null
     order by m.scim_id limit most;
end $$;

revoke execute on function directory.users_by_external_id(uuid, text, int) from public;
grant execute on function directory.users_by_external_id(uuid, text, int) to rosterline_gateway;
