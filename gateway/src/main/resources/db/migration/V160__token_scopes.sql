-- What a token may change; those that are there keep all.
alter table account.token add column scopes text[] not null default '{read,users:rw,groups:rw}'
  check (cardinality(scopes) > 0 and scopes <@ '{read,users:rw,groups:rw}'::text[]);
comment on column account.token.scopes is 'Reading is allowed to each; users:rw and groups:rw allow to create, change and delete.';
