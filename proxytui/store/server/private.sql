-- Notes that only their author reads: each login has a journal of its own, with its own numbers.
-- Row security is forced, so that it holds for the owner of the tables and for the functions below.
-- `after` is the newest step of all at that moment: where this one stands among them. Nothing is
-- notified, since everybody may listen, and no row that others see is locked.
create table :schema.private_journal (
  login text collate "C",
  seq bigint,
  after bigint not null,
  id text collate "C" not null,
  prev text not null,
  origin text not null,
  time text not null,
  label text not null,
  undoes text,
  changes text not null,
  primary key (login, seq),
  unique (login, id)
);
create table :schema.private_notes (
  login text collate "C",
  id text collate "C",
  body text not null,
  primary key (login, id)
);
alter table :schema.private_journal enable row level security, force row level security;
alter table :schema.private_notes enable row level security, force row level security;
create policy own on :schema.private_journal
  using (login = session_user::text) with check (login = session_user::text);
create policy own on :schema.private_notes
  using (login = session_user::text) with check (login = session_user::text);
alter table :schema.records add constraint no_private_note
  check (kind <> 'notes' or id !~ '^private-[a-z2-7]{16}$');

create function :schema.append_private(
  expected text, step text, origin text, label text, undoes text, ids text[], bodies text[]
) returns table (seq bigint, prev text, login text, "time" text, after bigint)
language plpgsql security definer set search_path = :schema, pg_temp as $$
#variable_conflict use_column
declare
  me text := session_user;
  now_seq bigint;
  now_last text;
  now_time text := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  now_after bigint;
  spelt text;
begin
  perform set_config('lock_timeout', '10000', true);
  select p.seq, p.id into now_seq, now_last from private_journal p
    where p.login = me order by p.seq desc limit 1;
  if coalesce(now_last, '') is distinct from expected then
    return query select p.seq, p.prev, p.login, p.time, p.after from private_journal p
      where p.login = me and p.id = step;
    return;
  end if;
  if coalesce(cardinality(ids), 0) = 0 or cardinality(bodies) <> cardinality(ids)
    or (step ~ '^t-[a-z0-9]{1,40}$') is not true
    or exists (
      select from unnest(ids, bodies) as c(id, body)
      where (c.id ~ '^private-[a-z2-7]{16}$') is not true
        or (c.body is not null and json_typeof(c.body::json) <> 'object')
      )
    or (select count(distinct c.id) from unnest(ids) as c(id)) <> cardinality(ids)
  then
    raise exception 'these are no private notes' using errcode = 'check_violation';
  end if;
  select '[' || string_agg(
    '{"table":"notes","id":' || to_json(c.id)
    || ',"before":' || coalesce(n.body, 'null') || ',"after":' || coalesce(c.body, 'null') || '}',
    ',' order by c.place) || ']'
  into spelt
  from unnest(ids, bodies) with ordinality as c(id, body, place)
  left join private_notes n on n.login = me and n.id = c.id;
  select h.seq into now_after from head h;
  begin
    insert into private_journal values (
      me, coalesce(now_seq, 0) + 1, now_after, step, coalesce(now_last, ''), origin, now_time,
      label, undoes, spelt);
  exception when unique_violation then
    return;
  end;
  delete from private_notes n using unnest(ids, bodies) as c(id, body)
    where c.body is null and n.login = me and n.id = c.id;
  insert into private_notes
    select me, c.id, c.body from unnest(ids, bodies) as c(id, body) where c.body is not null
    on conflict (login, id) do update set body = excluded.body;
  return query select coalesce(now_seq, 0) + 1, coalesce(now_last, ''), me, now_time, now_after;
end
$$;

-- One step in both journals, or in none. The label that others read may not be the author's.
create function :schema.append_both(
  expected text, step text, origin text, label text, undoes text, merged text, imported text,
  kinds text[], ids text[], bodies text[],
  expected_private text, private_label text, private_ids text[], private_bodies text[]
) returns table (seq bigint, prev text, login text, "time" text, private_seq bigint)
language plpgsql security definer set search_path = :schema, pg_temp as $$
#variable_conflict use_column
begin
  select a.seq, a.prev, a.login, a.time into seq, prev, login, "time"
    from append(expected, step, origin, label, undoes, merged, imported, kinds, ids, bodies) a;
  if not found then
    return;
  end if;
  select p.seq into private_seq from append_private(
    expected_private, step, origin, private_label, undoes, private_ids, private_bodies) p;
  if not found then
    raise exception 'somebody else was faster' using errcode = 'serialization_failure';
  end if;
  return next;
end
$$;

revoke all on all functions in schema :schema from public;
grant usage on schema :schema to :reader;
grant select on all tables in schema :schema to :reader;
grant execute on all functions in schema :schema to :writer;
reset role;
