-- What members have by their groups, as subscribers were told it: roles of the application, classes of a school.
alter table directory.member add column grants jsonb;
comment on column directory.member.grants is
  'Roles, each with what gives it, and classes; null for none. Derived by the owner of the member''s partition, with the events that tell it.';

alter table directory.scim_group add column class_name text, add column class_events bigint not null default 0;
comment on column directory.scim_group.class_name is 'The name under which subscribers know it as a class; null where it is none.';
comment on column directory.scim_group.class_events is '+1 with each event of the class.';

create or replace view directory.shown_group with (security_invoker = true) as
  select g.account_id, g.group_id, g.display_name, g.display_key, g.external_id, g.document, g.created_at, g.version as own_version,
         g.version + coalesce((select sum(d.departures)::bigint from directory.group_departure d where d.group_id = g.group_id), 0) as version,
         greatest(g.modified_at, (select max(d.departed_at) from directory.group_departure d where d.group_id = g.group_id)) as modified_at,
         g.class_name, g.class_events
    from directory.scim_group g;

-- Who has to be looked at again. A row is written in the transaction of the change, and only ever added, so that writers
-- do not meet; the sweeper sends commands for rows, and who decides a command deletes the rows it was sent for.
create table directory.standing_mark (
  mark        bigint generated always as identity primary key,
  account_id  uuid not null,
  resource_id uuid not null,
  is_group    boolean not null default false,
  cause       uuid,
  sent_at     timestamptz
);
create index standing_mark_sent on directory.standing_mark (sent_at) where sent_at is not null;
comment on column directory.standing_mark.resource_id is 'A member, or a group that may have become a class or none.';
comment on column directory.standing_mark.cause is 'The command that changed something.';
comment on column directory.standing_mark.sent_at is 'When the sweeper last sent a command for it.';

-- Changes that concern everybody in an account, or in a group: turned into marks a thousand at a time.
create table directory.standing_walk (
  account_id  uuid not null,
  group_id    uuid not null,
  cause       uuid,
  on_groups   boolean not null,
  after_id    uuid not null default '00000000-0000-0000-0000-000000000000',
  horizon     xid8,
  primary key (account_id, group_id)
);
comment on table directory.standing_walk is 'One row a walk that is not at its end. group_id is nil for one over the whole account.';
comment on column directory.standing_walk.on_groups is 'Over the account''s groups first; then over its members.';
comment on column directory.standing_walk.after_id is 'The last one that was marked.';
comment on column directory.standing_walk.horizon is
  'Begins when every transaction up to this one is over, since those may have gone by the policy of before; null before it is known.';

alter table directory.standing_mark enable row level security;
alter table directory.standing_mark force row level security;
alter table directory.standing_walk enable row level security;
alter table directory.standing_walk force row level security;
create policy processor on directory.standing_mark to rosterline_processor using (true) with check (true);
create policy processor on directory.standing_walk to rosterline_processor using (true) with check (true);
grant select, insert, update, delete on directory.standing_mark, directory.standing_walk to rosterline_processor;

-- Accounts that give roles or have classes already: everybody is told once.
insert into directory.standing_walk (account_id, group_id, on_groups)
  select account_id, '00000000-0000-0000-0000-000000000000', true from directory.account_policy
   where settings ->> 'accountType' = 'school' or settings ->> 'defaultRole' is not null
      or jsonb_array_length(coalesce(settings -> 'mappings', '[]')) > 0;
