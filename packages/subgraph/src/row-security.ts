import { createHmac } from 'node:crypto'
import type { PolicyDef } from '@mikro-orm/core'
import { Migration } from '@mikro-orm/migrations'
import type { Grant, Viewer } from '@vungxanh/access'

const LIFETIME_SECONDS = 60

/** What PostgreSQL is told about a request: the scope of the viewer, never their name. */
export interface RowScope {
  units: readonly string[]
  purpose: string
  role: string
  actor: string
  request: string
  assignment: string
}

export function scopeOf(viewer: Viewer, request: string): RowScope {
  const { units, purpose, role, accountId: actor, assignmentId: assignment } = viewer
  return { units, purpose, role, actor, request, assignment }
}

/**
 * `<base64 of JSON>.<HMAC>`: any database role may set a custom setting, so the setting carries a code that only the
 * service can make. It expires, because a transaction may outlive the token it was opened for.
 */
export function signedContext(scope: RowScope, key: Buffer, now = Date.now(), lifetime = LIFETIME_SECONDS): string {
  const body = Buffer.from(JSON.stringify({ ...scope, exp: now / 1000 + lifetime })).toString('base64')
  return `${body}.${createHmac('sha256', key).update(body).digest('hex')}`
}

export function contextVariables(
  scope: RowScope,
  key: Buffer,
  lifetime?: number,
): { variables: { 'app.context': string } } {
  return { variables: { 'app.context': signedContext(scope, key, Date.now(), lifetime) } }
}

/** The purpose of loading a scenario: no token carries it, and only the owner of the tables opens transactions for it. */
export const loadingPurpose = 'LOADING'

/**
 * Entity options of a table whose rows belong to a unit: row security forced, even for the tables' owner. A purpose that
 * is not among the readers sees no row, whatever the queries say; the ones that write also read.
 */
export function unitRows(read: Grant, write: Grant): { rowLevelSecurity: 'force'; policies: PolicyDef[] } {
  const inScope = (purposes: Iterable<string>) =>
    `(unit_code = any ((select app.units_for('{${[...purposes].sort().join(',')}}'))::text[]))`
  const writers = inScope(write.purposes)
  return {
    rowLevelSecurity: 'force',
    policies: [
      { name: 'read', command: 'select', using: inScope(new Set([...read.purposes, ...write.purposes])) },
      { name: 'add', command: 'insert', check: writers },
      { name: 'change', command: 'update', using: writers, check: writers },
      { name: 'load', command: 'all', using: inScope([loadingPurpose]), check: inScope([loadingPurpose]) },
    ],
  }
}

/** First migration of every service: the functions that row policies call. Installed by the migrator, who owns them. */
export class InstallRowSecurity extends Migration {
  override name = '20260101000000-install-row-security'

  override up(): void {
    this.addSql(`create schema app`)
    this.addSql(`create table app.context_key (key bytea not null)`)
    this.addSql(`revoke all on app.context_key from public`)
    this.addSql(
      `create table app.scenario (unit_code text primary key, name text not null, loaded_at timestamptz not null default now())`,
    )
    this.addSql(`
create function app.context() returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare
  raw text := current_setting('app.context', true);
  body text := split_part(raw, '.', 1);
  content jsonb;
begin
  if raw is null or raw = '' then return null; end if;
  if encode(public.hmac(convert_to(body, 'utf8'), (select key from app.context_key), 'sha256'), 'hex')
     is distinct from split_part(raw, '.', 2) then
    raise exception 'forged context' using errcode = '28000';
  end if;
  content := convert_from(decode(body, 'base64'), 'utf8')::jsonb;
  if (content ->> 'exp')::float8 < extract(epoch from clock_timestamp()) then
    raise exception 'expired context' using errcode = '28000';
  end if;
  return content;
end $f$`)
    this.addSql(`
create function app.units() returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as
$f$ select array(select jsonb_array_elements_text(app.context() -> 'units')) $f$`)
  }
}
