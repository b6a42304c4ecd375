-- When an id of version 7 was made, to the millisecond (RFC 9562, 5.7).
create function directory.made_at(id uuid) returns timestamptz language sql immutable strict parallel safe as $$
  select to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
$$;
comment on function directory.made_at(uuid) is 'Who is awaited longer than a create can wait in the log never comes.';
