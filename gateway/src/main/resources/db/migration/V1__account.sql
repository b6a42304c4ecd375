-- Accounts, their tokens and settings. Written by the gateway; the processor reads the grace period.
do $$ begin create role rosterline_gateway login; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role rosterline_processor login; exception when duplicate_object or unique_violation then null; end $$;

create table account.account (
  id                uuid primary key,
  name              text not null check (name <> ''),
  enabled           boolean not null default true,
  grace_period      interval not null default interval '30 days'
                    check (grace_period between interval '0 days' and interval '90 days'),
  created_at        timestamptz not null default now()
);
comment on column account.account.enabled is 'Off: every call of the account is refused; tokens survive.';
comment on column account.account.grace_period is 'Between DELETE of a user and their removal; 0 removes at once.';

create table account.token (
  id                uuid primary key,
  account_id        uuid not null references account.account (id),
  name              text not null check (name <> ''),
  prefix            text not null,
  hash              bytea not null unique,
  live_slot         smallint check (live_slot between 1 and 5),
  created_at        timestamptz not null default now(),
  expires_at        timestamptz not null,
  revoked_at        timestamptz,
  last_used_at      timestamptz,
  last_client       text,
  last_user_agent   text,
  check (revoked_at is null or live_slot is null)
);
-- A live token holds one of five slots, so a sixth cannot be made, however many are made at once.
create unique index token_live_slot on account.token (account_id, live_slot);
comment on column account.token.hash is 'SHA-256 of the token; the token itself has 256 random bits and is stored nowhere.';
comment on column account.token.live_slot is 'Null once revoked, and freed when an expired token makes room.';

alter table account.token enable row level security;
alter table account.token force row level security;
-- A token says which account is calling, so it is looked up before the account is known; the gateway is the only role here.
create policy gateway on account.token to rosterline_gateway using (true) with check (true);

grant usage on schema account to rosterline_gateway, rosterline_processor;
grant select, insert, update on account.account, account.token to rosterline_gateway;
grant select on account.account to rosterline_processor;
