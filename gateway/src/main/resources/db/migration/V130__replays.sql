-- Failed operations that an admin did again, with others or alone: with others each until it went well, and once at a time.
create table account.replay (
  account_id    uuid not null,
  operation_id  uuid not null,
  begun_at      timestamptz not null default now(),
  status        smallint,
  primary key (account_id, operation_id)
);
comment on column account.replay.operation_id is 'The one that failed, not the one that repeats it.';
comment on column account.replay.status is 'What the repetition was answered; null while it goes on, or where whoever began it never heard.';

alter table account.replay enable row level security;
alter table account.replay force row level security;
-- An admin may have several accounts; which, the gateway looks at before.
create policy gateway on account.replay to rosterline_gateway using (true) with check (true);
grant select, insert, update on account.replay to rosterline_gateway;
