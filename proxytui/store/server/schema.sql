-- Roles belong to the whole server, so those that are there stay.
do $$
begin
  if not exists (select from pg_roles where rolname = :'reader') then create role :reader; end if;
  if not exists (select from pg_roles where rolname = :'writer') then create role :writer; end if;
  if not exists (select from pg_roles where rolname = :'owner') then create role :owner; end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    grant :owner to current_user;
  end if;
end
$$;
grant :reader to :writer;
grant :writer to :owner;

create schema :schema authorization :owner;
set local role :owner;

create table :schema.head (
  one boolean primary key default true check (one),
  schema integer not null,
  store text not null,
  name text not null,
  as_of text not null,
  seq bigint not null default 0,
  last text not null default ''
);
create table :schema.journal (
  seq bigint primary key,
  id text collate "C" not null unique,
  prev text not null,
  origin text not null,
  login text not null,
  time text not null,
  label text not null,
  undoes text,
  merged text,
  brought text,
  imported text,
  changes text not null
);
create table :schema.records (
  kind text collate "C",
  id text collate "C",
  body text not null,
  primary key (kind, id)
);
create table :schema.documents (
  sha text collate "C" primary key,
  data bytea not null
);

-- The only way to write. Bodies stay text: jsonb refuses \u0000 and turns 1e3 into 1000. A record
-- before a change is the server's own, so that the past is what it was. Nothing is written where the
-- newest step is not the expected one: its id tells, since a number may come again where a server is
-- set back. A step that is there already is answered again: whoever lost the first answer asks with
-- the same id, and nothing is there twice.
create function :schema.append(
  expected text, step text, origin text, label text, undoes text, merged text, imported text,
  kinds text[], ids text[], bodies text[]
) returns table (seq bigint, prev text, login text, "time" text)
language plpgsql security definer set search_path = :schema, pg_temp as $$
#variable_conflict use_column
declare
  now_seq bigint;
  now_last text;
  now_time text := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  spelt text;
begin
  perform set_config('lock_timeout', '10000', true);
  select h.seq, h.last into now_seq, now_last from head h for update;
  if now_last is distinct from expected then
    return query select j.seq, j.prev, j.login, j.time from journal j where j.id = step;
    return;
  end if;
  if coalesce(cardinality(ids), 0) = 0
    or cardinality(kinds) <> cardinality(ids) or cardinality(bodies) <> cardinality(ids)
    or step !~ '^t-[a-z0-9]{1,40}$'
    or exists (
      select from unnest(kinds, ids, bodies) as c(kind, id, body)
      where (c.kind ~ '^[a-z]{1,40}$') is not true
        or (c.id ~ '^[^.\x01-\x20\x7f/\\][^\x01-\x20\x7f/\\]{0,199}$') is not true
        or (c.body is not null and json_typeof(c.body::json) <> 'object')
      )
    or (select count(distinct (c.kind, c.id)) from unnest(kinds, ids) as c(kind, id))
      <> cardinality(ids)
  then
    raise exception 'these are no records' using errcode = 'check_violation';
  end if;
  select '[' || string_agg(
    '{"table":' || to_json(c.kind) || ',"id":' || to_json(c.id)
    || ',"before":' || coalesce(r.body, 'null') || ',"after":' || coalesce(c.body, 'null') || '}',
    ',' order by c.place) || ']'
  into spelt
  from unnest(kinds, ids, bodies) with ordinality as c(kind, id, body, place)
  left join records r on r.kind = c.kind and r.id = c.id;
  insert into journal values (
    now_seq + 1, step, now_last, origin, session_user, now_time, label, undoes, merged, null,
    imported, spelt);
  delete from records r using unnest(kinds, ids, bodies) as c(kind, id, body)
    where c.body is null and r.kind = c.kind and r.id = c.id;
  insert into records
    select c.kind, c.id, c.body from unnest(kinds, ids, bodies) as c(kind, id, body)
    where c.body is not null
    on conflict (kind, id) do update set body = excluded.body;
  update head set seq = now_seq + 1, last = step;
  perform pg_notify(:'schema', '');
  return query select now_seq + 1, now_last, session_user::text, now_time;
end
$$;

create function :schema.keep(data bytea) returns text
language sql security definer set search_path = :schema, pg_temp as $$
  insert into documents values (encode(sha256(data), 'hex'), data) on conflict do nothing;
  select encode(sha256(data), 'hex');
$$;

-- A writer that nothing is heard of for this long keeps the others from writing no longer.
create function :schema.hold() returns void
language sql security definer set search_path = :schema, pg_temp as $$
  select set_config('idle_in_transaction_session_timeout', '800', true);
  select from head for update;
$$;

revoke all on all functions in schema :schema from public;
grant usage on schema :schema to :reader;
grant select on all tables in schema :schema to :reader;
grant execute on all functions in schema :schema to :writer;
reset role;
