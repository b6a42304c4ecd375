-- Whether any user of an account has values of an extension, deleted ones included: they may come back.
create function directory.uses_extension(wanted_account uuid, urn text) returns boolean
  language plpgsql security invoker as $$
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return exists (select from directory.member m where m.account_id = wanted_account and m.document -> urn is not null);
end $$;
revoke execute on function directory.uses_extension(uuid, text) from public;
grant execute on function directory.uses_extension(uuid, text) to rosterline_gateway;
