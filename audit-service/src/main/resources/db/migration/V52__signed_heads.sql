-- What the chains of an account had come to, signed. Who has the key of the checksums could write a chain anew, and who has the
-- database could cut one short; neither can sign, and copies are kept elsewhere.
create table activity.signed_head (
  account_id  uuid not null,
  signed_at   timestamptz not null,
  heads       text not null,
  signature   bytea not null,
  primary key (account_id, signed_at)
);
comment on column activity.signed_head.heads is 'part:seq:hash in hexadecimal, separated by commas, in the order of parts';
comment on column activity.signed_head.signature is 'Ed25519, of account, time and heads as one line';

alter table activity.signed_head enable row level security;
alter table activity.signed_head force row level security;
create policy audit on activity.signed_head to rosterline_audit using (true) with check (true);
grant select, insert on activity.signed_head to rosterline_audit;
