-- The key that cursors are sealed with. Every gateway reads it here, so that each takes the cursors of all, before and
-- after a restart. It opens nothing: a cursor says where to go on, and the token is asked for on each page.
create table account.secret (
  name        text primary key,
  value       bytea not null,
  created_at  timestamptz not null default now()
);
comment on table account.secret is 'Keys that the gateways share. To change one, update its value and restart them.';
insert into account.secret (name, value)
  values ('cursor', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
grant select on account.secret to rosterline_gateway;

-- Where each page of a walk by startIndex ended, so that the next goes on there although others were deleted meanwhile.
-- Short-lived and of no use after a crash: then pages are counted from the front again.
create unlogged table account.walk (
  account_id   uuid not null,
  query        bytea not null,
  start_index  int not null,
  sort_key     text,
  last_id      uuid not null,
  written_at   timestamptz not null default now(),
  primary key (account_id, query, start_index)
);
create index walk_written_at on account.walk (written_at);
comment on column account.walk.query is 'SHA-256 of the token and all that decides which resources come in which order.';
comment on column account.walk.start_index is 'Of the page that comes next; it begins behind sort_key and last_id.';

alter table account.walk enable row level security;
alter table account.walk force row level security;
create policy gateway on account.walk to rosterline_gateway
  using (account_id = nullif(current_setting('rosterline.account', true), '')::uuid
         or written_at < now() - interval '10 minutes')
  with check (account_id = nullif(current_setting('rosterline.account', true), '')::uuid);
grant select, insert, update, delete on account.walk to rosterline_gateway;

-- One round trip, as for the look-ups. Each page that is written takes a few forgotten ones away, of any account.
create function account.remember_page(wanted_account uuid, walked_query bytea, next_index int, key text, id uuid)
  returns void language plpgsql security invoker as $$
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  delete from account.walk w
   where w.ctid in (select o.ctid from account.walk o where o.written_at < now() - interval '10 minutes'
                     order by o.written_at limit 20 for update skip locked);
  insert into account.walk as w (account_id, query, start_index, sort_key, last_id)
  values (wanted_account, walked_query, next_index, key, id)
  on conflict (account_id, query, start_index)
  do update set sort_key = excluded.sort_key, last_id = excluded.last_id, written_at = now();
end $$;
revoke execute on function account.remember_page(uuid, bytea, int, text, uuid) from public;
grant execute on function account.remember_page(uuid, bytea, int, text, uuid) to rosterline_gateway;

create function account.remembered_page(wanted_account uuid, walked_query bytea, wanted_index int)
  returns table (sort_key text, last_id uuid) language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select w.sort_key, w.last_id from account.walk w
     where w.account_id = wanted_account and w.query = walked_query and w.start_index = wanted_index
       and w.written_at > now() - interval '10 minutes';
end $$;
revoke execute on function account.remembered_page(uuid, bytea, int) from public;
grant execute on function account.remembered_page(uuid, bytea, int) to rosterline_gateway;
