-- Tamper evidence: each row has a keyed checksum of its own, and rows are bound into links, each over the one before it. A chain
-- an account and partition of the outcomes topic, because a partition has one writer at a time. The key is not in the database.
alter table activity.activity add column part smallint, add column link bigint, add column personal bytea, add column mac bytea;
comment on column activity.activity.link is 'Which link of the chain of (account_id, part) holds the row; null from before there were chains.';
comment on column activity.activity.personal is 'Keyed checksum of subject and detail, so that these can be erased without breaking the chain.';
comment on column activity.activity.mac is 'Keyed checksum of the row, personal values by their checksum.';

create table activity.chain_link (
  account_id  uuid not null,
  part        smallint not null,
  seq         bigint not null,
  row_count   int not null,
  first_at    timestamptz not null,
  hash        bytea not null,
  primary key (account_id, part, seq)
);
create table activity.chain_head (
  account_id  uuid not null,
  part        smallint not null,
  seq         bigint not null,
  hash        bytea not null,
  primary key (account_id, part)
);
comment on table activity.chain_link is 'hash = HMAC(hash of the link before, checksums of the rows in the order of at, command_id).';

alter table activity.chain_link enable row level security;
alter table activity.chain_link force row level security;
alter table activity.chain_head enable row level security;
alter table activity.chain_head force row level security;
create policy audit on activity.chain_link to rosterline_audit using (true) with check (true);
create policy audit on activity.chain_head to rosterline_audit using (true) with check (true);
grant select, insert on activity.chain_link to rosterline_audit;
grant select, insert, update on activity.chain_head to rosterline_audit;
