-- The brake on mass leaving: who was held, and how many an account let go within the last hour.
alter table directory.member add column held text check (held in ('delete', 'due', 'block')), add column held_at timestamptz,
  add check ((held is null) = (held_at is null));
comment on column directory.member.held is
  'What the brake keeps from happening: a DELETE, a removal that was due, or a block (document says active false, sign-in goes on).';
comment on column directory.member.active is 'As SCIM shows it; who is held with ''block'' may still sign in.';
create index member_held_page on directory.member (account_id, held_at, member_id) where held is not null;

create table directory.brake (
  account_id   uuid primary key,
  minutes      int[] not null default '{}',
  last_minute  bigint not null default 0,
  members      bigint not null default 0,
  counted_at   timestamptz not null default '-infinity'
);
comment on table directory.brake is 'One row an account, locked by each batch in which somebody may leave it, so that the count is exact over all partitions.';
comment on column directory.brake.minutes is 'Who left in each of the last 60 minutes, last_minute (since 1970) being the last.';
comment on column directory.brake.members is 'Members at counted_at, an hour ago at most when it is used.';

alter table directory.brake enable row level security;
alter table directory.brake force row level security;
create policy processor on directory.brake to rosterline_processor using (true) with check (true);
grant select, insert, update on directory.brake to rosterline_processor;

create function directory.holds_of(wanted_account uuid, after_at timestamptz, after_member uuid, most int)
  returns table (member_id uuid, user_name text, display_name text, held text, held_at timestamptz)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.member_id, m.user_name, m.display_name, m.held, m.held_at
      from directory.member m
     where m.account_id = wanted_account and m.held is not null and (m.held_at, m.member_id) > (after_at, after_member)
     order by m.held_at, m.member_id limit most;
end $$;
revoke execute on function directory.holds_of(uuid, timestamptz, uuid, int) from public;
grant execute on function directory.holds_of(uuid, timestamptz, uuid, int) to rosterline_gateway;
