-- People whose data is to be erased. Written in the transaction that empties their row; what is left of them in outcomes
-- goes behind it, because outcomes must be on their topics first.
create table directory.erasure (
  account_id    uuid not null,
  member_id     uuid not null,
  requested_at  timestamptz not null default now(),
  names         text[],
  done_at       timestamptz,
  primary key (account_id, member_id)
);
create index erasure_open on directory.erasure (requested_at) where done_at is null;
comment on column directory.erasure.names is 'How they may be named in outcomes; null once that is erased too.';

alter table directory.erasure enable row level security;
alter table directory.erasure force row level security;
create policy processor on directory.erasure to rosterline_processor using (true) with check (true);
create policy gateway on directory.erasure for select to rosterline_gateway
  using (account_id = nullif(current_setting('rosterline.account', true), '')::uuid);
grant select, insert, update on directory.erasure to rosterline_processor;

-- Not the names.
grant select (account_id, member_id, requested_at, done_at) on directory.erasure to rosterline_gateway;
