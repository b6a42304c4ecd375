-- Who is deleted leaves their groups (RFC 7643, 4.1.2). A group's row has one writer, the owner of its partition, and
-- that is not the owner of the member's: so each partition counts by itself, in the transaction of the DELETE, and a
-- group's version and date as shown are its row's and these counts together.
create table directory.group_departure (
  account_id   uuid not null,
  group_id     uuid not null,
  partition    int not null,
  departures   bigint not null,
  departed_at  timestamptz not null,
  primary key (group_id, partition)
);
comment on table directory.group_departure is
  'Members of a group whom DELETE took out of it, counted by the partition that owns them. No foreign key: it would make members'' partitions wait for the group''s. Group ids are never used again, so a row that outlives its group is not seen.';

alter table directory.group_departure enable row level security;
alter table directory.group_departure force row level security;
create policy processor on directory.group_departure to rosterline_processor using (true) with check (true);
create policy gateway on directory.group_departure for select to rosterline_gateway
  using (account_id = nullif(current_setting('rosterline.account', true), '')::uuid);

create view directory.shown_group with (security_invoker = true) as
  select g.account_id, g.group_id, g.display_name, g.display_key, g.external_id, g.document, g.created_at, g.version as own_version,
         g.version + coalesce((select sum(d.departures)::bigint from directory.group_departure d where d.group_id = g.group_id), 0) as version,
         greatest(g.modified_at, (select max(d.departed_at) from directory.group_departure d where d.group_id = g.group_id)) as modified_at
    from directory.scim_group g;
comment on view directory.shown_group is 'Groups with version and date as SCIM shows them; own_version is the part that the group''s own row keeps.';

grant select, insert, update, delete on directory.group_departure to rosterline_processor;
grant select on directory.group_departure to rosterline_gateway;
grant select on directory.shown_group to rosterline_gateway, rosterline_processor;
