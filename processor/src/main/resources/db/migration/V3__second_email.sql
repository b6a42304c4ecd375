-- Under row-level security "contains" is no index condition, because it could leak; equality is.
drop index directory.member_more_emails;
create index member_second_email on directory.member (account_id, (email_keys[2]))
  where scim_id is not null and cardinality(email_keys) > 1;
create index member_third_email on directory.member (account_id)
  where scim_id is not null and cardinality(email_keys) > 2;

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
