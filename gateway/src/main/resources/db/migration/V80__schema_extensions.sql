-- Schemas that an account declares beside those every account has (RFC 7643, 3.3 and 7).
create table account.schema_extension (
  account_id  uuid not null references account.account (id),
  urn         text not null,
  document    jsonb not null,
  changed_at  timestamptz not null default now(),
  primary key (account_id, urn)
);
comment on column account.schema_extension.document is 'Schema resource without meta, all characteristics written out.';

alter table account.schema_extension enable row level security;
alter table account.schema_extension force row level security;
-- Read together with the token that says which account is calling, so before the account is known.
create policy gateway on account.schema_extension to rosterline_gateway using (true) with check (true);
grant select, insert, update, delete on account.schema_extension to rosterline_gateway;
