import { Migration } from '@mikro-orm/migrations'

export class Migration20261121223727_guard_by_purpose extends Migration {
  override name = 'Migration20261121223727_guard_by_purpose'

  override up(): void | Promise<void> {
    this.addSql(`drop policy "unit_scope" on "organisation";`)

    this.addSql(`drop policy "unit_scope" on "document";`)

    this.addSql(`drop policy "unit_scope" on "document_relation";`)

    this.addSql(`drop policy "unit_scope" on "post";`)

    this.addSql(`drop policy "unit_scope" on "task";`)

    this.addSql(
      `create policy "read" on "organisation" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "organisation" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "organisation" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "organisation" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "document" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "document" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "document" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "document" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "document_relation" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "document_relation" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "document_relation" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "document_relation" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "post" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "post" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "post" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "post" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "task" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "task" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "task" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "task" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }
}
