import { Logger, runMigrations } from 'graphile-worker'

/** graphile-worker speaks to the console by default; what matters of it is logged by whoever runs it. */
export const silent: Logger = new Logger(() => () => {})

/**
 * Installs the queue's own tables, as the migrator, and lets the application work with them. They hold which job is due and
 * nothing of anybody: it is the one schema in which the application may delete.
 */
export async function installQueue(
  connectionString: string,
  applicationRole: string,
  execute: (sql: string) => Promise<unknown>,
): Promise<void> {
  await runMigrations({ connectionString, logger: silent })
  await execute(`grant usage on schema graphile_worker to ${applicationRole}`)
  await execute(`grant select, insert, update, delete on all tables in schema graphile_worker to ${applicationRole}`)
  await execute(`revoke insert, update, delete on graphile_worker.migrations from ${applicationRole}`)
  await execute(`grant usage, select on all sequences in schema graphile_worker to ${applicationRole}`)
  // It switches row security on and leaves the policies to whoever installs it.
  await execute(`
do $f$
declare
  guarded regclass;
begin
  for guarded in select oid from pg_class where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity loop
    if not exists (select from pg_policy where polrelid = guarded and polname = 'queue') then
      execute format('create policy queue on %s using (true) with check (true)', guarded);
    end if;
  end loop;
end $f$`)
}
