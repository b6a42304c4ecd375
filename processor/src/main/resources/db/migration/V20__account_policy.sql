-- What an account's owner means by provisioning. Written by the processor alone, from commands; read by the gateway.
create table directory.account_policy (
  account_id        uuid primary key,
  settings          jsonb not null,
  grace_days        int not null generated always as (coalesce((settings ->> 'gracePeriodDays')::int, 30)) stored,
  match_email       boolean not null generated always as (coalesce(settings ->> 'matchOn', '') = 'email') stored,
  grace_changed_at  timestamptz,
  grace_settled     boolean not null default true
);
comment on table directory.account_policy is 'The policy of each account that ever changed it; the others have the default.';
comment on column directory.account_policy.settings is 'As the contract writes it.';
comment on column directory.account_policy.grace_changed_at is 'Since then the dates of pending removals follow the policy.';
comment on column directory.account_policy.grace_settled is 'False while dates of an earlier grace period may be left.';

-- What the gateway kept until now. Its columns stay, unread, as long as older gateways may run.
do $$ begin
  if to_regclass('account.account') is not null then
    execute $take$
      insert into directory.account_policy (account_id, settings)
      select id, jsonb_build_object('version', 1, 'integrationEnabled', enabled,
                                    'gracePeriodDays', extract(day from grace_period)::int)
        from account.account where not enabled or grace_period <> interval '30 days' $take$;
  end if;
end $$;

alter table directory.account_policy enable row level security;
alter table directory.account_policy force row level security;
create policy processor on directory.account_policy to rosterline_processor using (true) with check (true);
create policy gateway on directory.account_policy for select to rosterline_gateway
  using (account_id = nullif(current_setting('rosterline.account', true), '')::uuid);
grant select, insert, update on directory.account_policy to rosterline_processor;
grant select on directory.account_policy to rosterline_gateway;

-- Every gateway forgets what it remembers of tokens and their accounts, whoever changed a policy.
create function directory.tell_policy() returns trigger language plpgsql as $$
begin
  perform pg_notify('rosterline_token', '');
  return null;
end $$;
create trigger tell_policy after insert or update of settings on directory.account_policy
  for each statement execute function directory.tell_policy();

-- Asked with each token that is not remembered, so in one round trip: the account is named for row-level security inside
-- the statement's own transaction, and forgotten with it.
create function directory.policy_of(wanted_account uuid) returns text language plpgsql security invoker as $$
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return (select p.settings::text from directory.account_policy p where p.account_id = wanted_account);
end $$;

-- People whom nobody provisions return by their name, whether their removal is pending or not.
drop index directory.member_pending_name;
create index member_unlinked_name on directory.member (account_id, user_name_key) where scim_id is null and removed_at is null;
create index member_unlinked_email on directory.member (account_id, (email_keys[1])) where scim_id is null and removed_at is null;
create index member_removal_page on directory.member (account_id, removal_due_at, member_id) where removal_due_at is not null;
comment on column directory.member.modified_at is 'Of the last effective change; of a pending removal when it was asked for.';

create function directory.removals_of(wanted_account uuid, after_due timestamptz, after_member uuid, most int)
  returns table (member_id uuid, user_name text, display_name text, active boolean, requested_at timestamptz, due_at timestamptz)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select m.member_id, m.user_name, m.display_name, m.active, m.modified_at, m.removal_due_at
      from directory.member m
     where m.account_id = wanted_account and m.removal_due_at is not null
       and (m.removal_due_at, m.member_id) > (after_due, after_member)
     order by m.removal_due_at, m.member_id limit most;
end $$;

-- What groups name although there is nobody, and no group, of that id.
create function directory.awaited_of(wanted_account uuid, after_group uuid, after_value uuid, most int)
  returns table (group_id uuid, group_name text, value uuid)
  language plpgsql security invoker as $$
#variable_conflict use_column
begin
  perform set_config('rosterline.account', wanted_account::text, true);
  return query
    select gm.group_id, g.display_name, gm.member_id
      from directory.group_member gm join directory.scim_group g using (account_id, group_id)
     where gm.account_id = wanted_account and (gm.group_id, gm.member_id) > (after_group, after_value)
       and not exists (select from directory.member m where m.account_id = gm.account_id and m.member_id = gm.member_id)
       and not exists (select from directory.scim_group n where n.account_id = gm.account_id and n.group_id = gm.member_id)
     order by gm.group_id, gm.member_id limit most;
end $$;

revoke execute on function directory.policy_of(uuid), directory.removals_of(uuid, timestamptz, uuid, int),
  directory.awaited_of(uuid, uuid, uuid, int) from public;
grant execute on function directory.policy_of(uuid), directory.removals_of(uuid, timestamptz, uuid, int),
  directory.awaited_of(uuid, uuid, uuid, int) to rosterline_gateway;
