-- Hosts that belong to one account: tokens of other accounts are refused there.
create table account.own_host (
  host        text primary key check (host = lower(host) and length(host) between 3 and 253),
  account_id  uuid not null unique references account.account (id),
  created_at  timestamptz not null default now()
);
comment on table account.own_host is 'Where an account is reached beside the address that serves all; DNS and certificate are the operator''s.';

alter table account.own_host enable row level security;
alter table account.own_host force row level security;
-- A host says whose tokens it takes, so it is looked up whatever account is calling; the gateway is the only role here.
create policy gateway on account.own_host to rosterline_gateway using (true) with check (true);
grant select, insert, delete on account.own_host to rosterline_gateway;

-- Every gateway forgets what it remembers of hosts, as it does of tokens.
create function account.tell_own_host() returns trigger language plpgsql as $$
begin
  perform pg_notify('rosterline_token', '');
  return null;
end $$;
create trigger tell_own_host after insert or delete on account.own_host
  for each statement execute function account.tell_own_host();
