-- Operations of an account by the minute: how a sync is going is asked every few seconds, and must not count millions of rows.
create table activity.tally (
  account_id  uuid not null,
  minute      timestamptz not null,
  operation   text not null,
  failed      boolean not null,
  count       bigint not null,
  primary key (account_id, minute, operation, failed)
);
comment on table activity.tally is 'Rows of activity.activity by the minute they were decided in, counted with them.';

alter table activity.tally enable row level security;
alter table activity.tally force row level security;
create policy audit on activity.tally to rosterline_audit using (true) with check (true);
-- Counts only, of which the log itself is the proof: they grow, and go when they are old.
grant select, insert, update, delete on activity.tally to rosterline_audit;
