import { Migration } from '@mikro-orm/migrations'

export class Migration20261121223807_guard_by_purpose extends Migration {
  override name = 'Migration20261121223807_guard_by_purpose'

  override up(): void {
    this.addSql(`drop policy "unit_scope" on "person";`)

    this.addSql(`drop policy "unit_scope" on "identity_document";`)

    this.addSql(`drop policy "unit_scope" on "residential_group";`)

    this.addSql(`drop policy "unit_scope" on "household";`)

    this.addSql(`drop policy "unit_scope" on "residence";`)

    this.addSql(`drop policy "unit_scope" on "household_member";`)

    this.addSql(`drop policy "unit_scope" on "arrival";`)

    this.addSql(`drop policy "unit_scope" on "establishment";`)

    this.addSql(`create index "person_phone_index_index" on "person" ("phone_index");`)
    this.addSql(
      `create policy "read" on "person" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "person" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "person" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "person" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "identity_document" add constraint "identity_document_number" unique ("unit_code", "kind", "number_index");`,
    )
    this.addSql(
      `create policy "read" on "identity_document" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "identity_document" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "identity_document" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "identity_document" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "residential_group" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "residential_group" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "residential_group" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "residential_group" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "household" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "household" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "household" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "household" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "residence" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "residence" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "residence" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "residence" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "household_member" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "household_member" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "household_member" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "household_member" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "arrival" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "arrival" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "arrival" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "arrival" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "establishment" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "establishment" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "establishment" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "establishment" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }
}
