-- Why an operation ended as it did: values before and after, events, trace and the failed request. Text, not jsonb: its
-- checksum is of the very bytes.
alter table activity.activity add column evidence text;
comment on column activity.activity.evidence is 'JSON; null where there is nothing to say. Sealed with subject and detail, erased with them.';
