-- Which kinds of operations an account has had: some dozens. A search by operation, result, client or token reads the newest rows
-- of each kind that fits, whichever of them is rare, and merges them.
create table activity.kind (
  account_id  uuid not null,
  operation   text not null,
  result      text not null,
  client      text not null,
  token_id    uuid not null,
  primary key (account_id, operation, result, client, token_id)
);
comment on column activity.kind.token_id is 'All zeros where the operation had no token.';

-- The owner of a table sees nothing of it where row-level security is forced.
alter table activity.activity no force row level security;
insert into activity.kind (account_id, operation, result, client, token_id)
select distinct account_id, operation, result, client, coalesce(token_id, '00000000-0000-0000-0000-000000000000')
  from activity.activity;
alter table activity.activity force row level security;

alter table activity.kind enable row level security;
alter table activity.kind force row level security;
create policy audit on activity.kind to rosterline_audit using (true) with check (true);
grant select, insert on activity.kind to rosterline_audit;

-- Its order is written as no other index has it. Else the planner, which takes every kind for a common one, would rather read the
-- account's rows, or all there are, from the newest on until it has met enough of the kind: millions where the kind is rare.
-- Not coalesce: row-level security takes it for a function that tells, and lets no such lead to an order.
create index activity_kind on activity.activity (account_id, operation, result, client,
  (case when token_id is null then '00000000-0000-0000-0000-000000000000'::uuid else token_id end), (at at time zone 'UTC') desc, command_id desc);
-- What they were for is read from the kinds.
drop index activity.activity_operation;
drop index activity.activity_failure;

-- With what is searched for besides, so that it is compared in the index: a group has a hundred thousand rows.
drop index activity.activity_resource;
create index activity_resource on activity.activity (account_id, resource_id, at desc, command_id desc, operation, result, client);
