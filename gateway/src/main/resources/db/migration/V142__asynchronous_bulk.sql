-- Bulk requests that were accepted and are carried out afterwards, by whichever gateway finds them. Its operations have ids that
-- follow from the request's, so it does no harm when two find the same one, or when one begins again where another was killed.
create table account.bulk_request (
  id          uuid primary key,
  account_id  uuid not null references account.account (id),
  caller      jsonb not null,
  body        bytea,
  results     jsonb,
  not_before  timestamptz not null default now(),
  done_at     timestamptz
);
create index bulk_request_open on account.bulk_request (not_before) where done_at is null;
create index bulk_request_open_account on account.bulk_request (account_id) where done_at is null;
create index bulk_request_done on account.bulk_request (done_at);
comment on column account.bulk_request.caller is 'Who asked, and how they are read: token, mode, schemas.';
comment on column account.bulk_request.body is 'Without passwords; gone when it is done, with whoever it names.';
comment on column account.bulk_request.results is
  'One for each operation, in order. Why a command was refused is not repeated here: its outcome tells, until the person is erased.';
comment on column account.bulk_request.not_before is 'When somebody may carry it out, or carry it out again.';

alter table account.bulk_request enable row level security;
alter table account.bulk_request force row level security;
-- A gateway carries out those of all accounts.
create policy gateway on account.bulk_request to rosterline_gateway using (true) with check (true);
grant select, insert, update, delete on account.bulk_request to rosterline_gateway;
