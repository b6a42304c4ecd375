-- The activity log. Written and read by the audit-service alone.
do $$ begin create role rosterline_audit login; exception when duplicate_object or unique_violation then null; end $$;

create table activity.activity (
  at             timestamptz not null,
  command_id     uuid not null,
  account_id     uuid not null,
  operation      text not null,
  result         text not null,
  status         smallint not null,
  scim_type      text,
  detail         text,
  resource_type  text not null,
  resource_id    uuid,
  member_id      uuid,
  subject        text,
  changed        text[] not null default '{}',
  due_at         timestamptz,
  token_id       uuid,
  token_name     text not null,
  client         text not null,
  leniencies     text[] not null default '{}',
  decided_at     timestamptz not null,
  primary key (at, command_id)
) partition by range (at);
comment on table activity.activity is 'One row an operation. at comes from the command id, so the same outcome delivered again meets its own key.';
create table activity.activity_default partition of activity.activity default;
create index activity_page on activity.activity (account_id, at desc, command_id desc);
create index activity_operation on activity.activity (account_id, operation, at desc);
create index activity_resource on activity.activity (account_id, resource_id, at desc);

alter table activity.activity enable row level security;
alter table activity.activity force row level security;
create policy audit on activity.activity to rosterline_audit using (true) with check (true);

grant usage on schema activity to rosterline_audit;
-- No update, no delete: what is recorded stays as it was recorded.
grant select, insert on activity.activity to rosterline_audit;
