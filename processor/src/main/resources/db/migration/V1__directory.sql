-- The directory: members, groups, what is left of each command. Written by the processor alone, read by the gateway.
do $$ begin create role rosterline_gateway login; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role rosterline_processor login; exception when duplicate_object or unique_violation then null; end $$;

create table directory.member (
  account_id         uuid not null,
  member_id          uuid not null,
  scim_id            uuid,
  user_name          text not null,
  user_name_key      text not null,
  external_id        text,
  display_name       text,
  display_key        text,
  email_keys         text[] not null default '{}',
  work_email_key     text,
  active             boolean not null default true,
  document           jsonb not null,
  version            bigint not null default 1,
  event_version      bigint not null default 0,
  created_at         timestamptz not null,
  modified_at        timestamptz not null,
  removal_due_at     timestamptz,
  removal_generation bigint not null default 0,
  removal_sent_at    timestamptz,
  removed_at         timestamptz,
  primary key (account_id, member_id),
  check (removal_due_at is null or scim_id is null),
  check (removed_at is null or (scim_id is null and removal_due_at is null))
);
comment on table directory.member is 'A person in one account. Provisioned: scim_id is set. Removal pending: removal_due_at is set. Removed: removed_at is set.';
comment on column directory.member.member_id is 'The first SCIM id the person had; holds the slot of the partition that alone writes this row.';
comment on column directory.member.scim_id is 'The id the identity provider knows; null while nobody provisions them.';
comment on column directory.member.user_name_key is 'Comparison key of userName: trimmed, NFKC, lower case.';
comment on column directory.member.email_keys is 'Comparison keys of all emails, the primary one first.';
comment on column directory.member.document is 'SCIM resource without id, meta and groups.';
comment on column directory.member.version is 'ETag; +1 with each effective change.';
comment on column directory.member.event_version is '+1 with each membership event.';
comment on column directory.member.removal_generation is 'Which removal is meant: a removal-due command of an older generation has no effect.';
comment on column directory.member.removal_sent_at is 'When the sweeper last published the removal-due command.';

create unique index member_scim_id on directory.member (scim_id) where scim_id is not null;
-- Uniqueness is here, never a check first. Pending and removed people do not hold their name.
create unique index member_user_name on directory.member (account_id, user_name_key) where scim_id is not null;
create index member_pending_name on directory.member (account_id, user_name_key) where removal_due_at is not null;
create index member_page on directory.member (account_id, scim_id) where scim_id is not null;
create index member_external_id on directory.member (account_id, external_id) where scim_id is not null and external_id is not null;
create index member_display on directory.member (account_id, display_key) where scim_id is not null;
create index member_email on directory.member (account_id, (email_keys[1])) where scim_id is not null;
-- Few people have a second address: the array index holds only them, so a create need not touch it.
create index member_more_emails on directory.member using gin (email_keys) where scim_id is not null and cardinality(email_keys) > 1;
create index member_work_email on directory.member (account_id, work_email_key) where scim_id is not null;
create index member_removal_due on directory.member (removal_due_at) where removal_due_at is not null;

create table directory.scim_group (
  account_id    uuid not null,
  group_id      uuid not null,
  display_name  text not null,
  display_key   text not null,
  external_id   text,
  document      jsonb not null,
  version       bigint not null default 1,
  created_at    timestamptz not null,
  modified_at   timestamptz not null,
  primary key (account_id, group_id)
);
create unique index group_id_anywhere on directory.scim_group (group_id);
create unique index group_display on directory.scim_group (account_id, display_key);
create index group_external_id on directory.scim_group (account_id, external_id) where external_id is not null;
comment on column directory.scim_group.document is 'SCIM resource without id, meta and members.';

create table directory.group_member (
  account_id  uuid not null,
  group_id    uuid not null,
  member_id   uuid not null,
  primary key (account_id, group_id, member_id),
  foreign key (account_id, group_id) references directory.scim_group on delete cascade
);
create index group_member_by_member on directory.group_member (account_id, member_id);
comment on table directory.group_member is 'One row a membership. May name somebody who is not there yet (awaited), or a group.';

create table directory.consumer_offset (
  topic             text not null,
  part              int not null,
  topic_id          text,
  next_offset       bigint not null,
  published_offset  bigint not null,
  owner             text not null,
  updated_at        timestamptz not null default now(),
  primary key (topic, part)
);
comment on table directory.consumer_offset is 'How far each partition is applied; moves in the transaction of what it applied, and so fences.';
comment on column directory.consumer_offset.topic_id is 'Kafka''s id of the topic: tells a topic that was deleted and made anew.';
comment on column directory.consumer_offset.published_offset is 'Outcomes and events below it are on their topics.';

create table directory.command_outcome (
  command_id  uuid not null,
  hop         smallint not null,
  account_id  uuid,
  part        int not null,
  "offset"    bigint not null,
  status      smallint not null,
  outcome     jsonb not null,
  events      jsonb,
  forward     jsonb,
  primary key (command_id, hop)
) partition by range (command_id);
create index command_outcome_position on directory.command_outcome (part, "offset");
create table directory.command_outcome_default partition of directory.command_outcome default;
comment on table directory.command_outcome is 'One row a command: dedupe key, the gateway''s fallback for a lost reply, and outbox. Partitioned by day through the date in the id.';
comment on column directory.command_outcome.events is 'Membership events, in order; null where there are none.';
comment on column directory.command_outcome.forward is 'The command handed to the partition that owns the member; null where it was decided here.';

-- Daily partitions from yesterday to a week ahead; called at start and once a day.
create function directory.ensure_outcome_partitions(today date) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
declare
  day date;
begin
  for day in select generate_series(today - 1, today + 7, interval '1 day')::date loop
    if to_regclass(format('directory.command_outcome_%s', to_char(day, 'YYYYMMDD'))) is null then
      execute format(
        'create table directory.command_outcome_%s partition of directory.command_outcome for values from (%L) to (%L)',
        to_char(day, 'YYYYMMDD'), directory.first_id(day), directory.first_id(day + 1));
    end if;
  end loop;
exception
  -- Another instance made it between our look and our step.
  when duplicate_table or invalid_object_definition then null;
end $$;

-- The smallest UUIDv7 of a day.
create function directory.first_id(day date) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from day::timestamp) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

alter table directory.member enable row level security;
alter table directory.member force row level security;
alter table directory.scim_group enable row level security;
alter table directory.scim_group force row level security;
alter table directory.group_member enable row level security;
alter table directory.group_member force row level security;
alter table directory.command_outcome enable row level security;
alter table directory.command_outcome force row level security;

-- The processor serves all accounts; the gateway sees the account it has named in the transaction, or nothing.
create policy processor on directory.member to rosterline_processor using (true) with check (true);
create policy processor on directory.scim_group to rosterline_processor using (true) with check (true);
create policy processor on directory.group_member to rosterline_processor using (true) with check (true);
create policy processor on directory.command_outcome to rosterline_processor using (true) with check (true);
create policy gateway on directory.member for select to rosterline_gateway
  using (account_id = nullif(current_setting('rosterline.account', true), '')::uuid);
create policy gateway on directory.scim_group for select to rosterline_gateway
  using (account_id = nullif(current_setting('rosterline.account', true), '')::uuid);
create policy gateway on directory.group_member for select to rosterline_gateway
  using (account_id = nullif(current_setting('rosterline.account', true), '')::uuid);
create policy gateway on directory.command_outcome for select to rosterline_gateway
  using (account_id = nullif(current_setting('rosterline.account', true), '')::uuid);

grant usage on schema directory to rosterline_gateway, rosterline_processor;
grant select, insert, update, delete on all tables in schema directory to rosterline_processor;
grant select on directory.member, directory.scim_group, directory.group_member, directory.command_outcome,
  directory.consumer_offset to rosterline_gateway;
revoke execute on function directory.ensure_outcome_partitions(date) from public;
grant execute on function directory.ensure_outcome_partitions(date) to rosterline_processor;
