import { Migration } from '@mikro-orm/migrations'

/**
 * PostgreSQL looks by itself at what the tables hold, up to a minute after they were filled; until then it takes a new
 * register for empty, and the first statistics of it would run into their timeout. Only the owner may have it look at once,
 * so the application asks the owner for exactly that.
 */
export class InstallAnalysis extends Migration {
  override name = '20260108000000-install-analysis'

  override up(): void {
    // By name, so that two who ask at once wait for each other and for nothing else.
    this.addSql(`
create function app.analyze_tables() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare
  tables text;
begin
  select string_agg(format('public.%I', tablename), ', ' order by tablename) into tables
  from pg_tables where schemaname = 'public' and tableowner = current_user;
  execute 'analyze ' || tables;
end $f$`)
    this.addSql(`revoke execute on function app.analyze_tables() from public`)
  }
}
