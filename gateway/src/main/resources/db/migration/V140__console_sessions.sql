-- Who has signed in to the console, for all gateways.
create table account.console_session (
  row_key     bytea primary key,
  sealed      bytea not null,
  signed_in   boolean not null,
  created_at  timestamptz not null default now(),
  used_at     timestamptz not null default now(),
  ends_at     timestamptz not null
);
comment on table account.console_session is 'Of no account: an admin may have several. Rows whose time is over are deleted when another is written.';
comment on column account.console_session.row_key is 'Derived from the id in the browser''s cookie, which is stored nowhere.';
comment on column account.console_session.sealed is 'Who it is, encrypted with a key that is derived from the same id.';
comment on column account.console_session.signed_in is 'False on the way to an OpenID provider and back.';
create index console_session_ends on account.console_session (ends_at);
grant select, insert, update, delete on account.console_session to rosterline_gateway;
