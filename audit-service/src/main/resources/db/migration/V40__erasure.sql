-- People whose data is to be erased, as the outcomes say. Their own rows and those that name them lose subject, detail and
-- evidence; that something happened, when, and to which id stays, and so does the chain.
create table activity.erasure (
  account_id    uuid not null,
  member_id     uuid not null,
  requested_at  timestamptz not null default now(),
  names         text[] not null default '{}',
  done_at       timestamptz,
  primary key (account_id, member_id)
);
comment on column activity.erasure.names is
  'What rows called them, lower case; kept until nothing that was under way can come any more, and then erased too.';
create index erasure_open on activity.erasure (requested_at) where done_at is null;

alter table activity.erasure enable row level security;
alter table activity.erasure force row level security;
create policy audit on activity.erasure to rosterline_audit using (true) with check (true);
grant select, insert, update on activity.erasure to rosterline_audit;
-- Nothing else of a row can be changed, and these three to nothing but null.
grant update (subject, detail, evidence) on activity.activity to rosterline_audit;
create policy erased on activity.activity as restrictive for update to rosterline_audit
  using (true) with check (subject is null and detail is null and evidence is null);
