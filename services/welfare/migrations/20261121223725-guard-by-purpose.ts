import { Migration } from '@mikro-orm/migrations'

export class Migration20261121223725_guard_by_purpose extends Migration {
  override name = 'Migration20261121223725_guard_by_purpose'

  override up(): void | Promise<void> {
    this.addSql(`drop policy "unit_scope" on "fund";`)

    this.addSql(`drop policy "unit_scope" on "programme";`)

    this.addSql(`drop policy "unit_scope" on "exclusion";`)

    this.addSql(`drop policy "unit_scope" on "amount_formula";`)

    this.addSql(`drop policy "unit_scope" on "dossier";`)

    this.addSql(`drop policy "unit_scope" on "payout";`)

    this.addSql(`drop policy "unit_scope" on "exclusion_claim";`)

    this.addSql(`drop policy "unit_scope" on "decision";`)

    this.addSql(`drop policy "unit_scope" on "amount_line";`)

    this.addSql(
      `create policy "read" on "fund" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "fund" for insert with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "fund" for update using ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "fund" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "programme" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "programme" for insert with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "programme" for update using ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "programme" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "exclusion" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "exclusion" for insert with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "exclusion" for update using ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "exclusion" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "amount_formula" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "amount_formula" for insert with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "amount_formula" for update using ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "amount_formula" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "dossier" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "dossier" for insert with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "dossier" for update using ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "dossier" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    // The dossier's beneficiary, for payouts made before; past the append-only trigger, and past row security as their owner.
    this.addSql(`alter table "payout" add "beneficiary_id" uuid null;`)
    this.addSql(`alter table "payout" disable trigger user;`)
    for (const table of ['payout', 'dossier']) this.addSql(`alter table "${table}" no force row level security;`)
    this.addSql(
      `update "payout" set "beneficiary_id" = "dossier"."beneficiary_id" from "dossier" where "dossier"."id" = "payout"."dossier_id";`,
    )
    for (const table of ['payout', 'dossier']) this.addSql(`alter table "${table}" force row level security;`)
    this.addSql(`alter table "payout" enable trigger user;`)
    this.addSql(`alter table "payout" alter column "beneficiary_id" set not null;`)
    this.addSql(
      `create policy "read" on "payout" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "payout" for insert with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "payout" for update using ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "payout" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "exclusion_claim" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "exclusion_claim" for insert with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "exclusion_claim" for update using ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "exclusion_claim" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "decision" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "decision" for insert with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "decision" for update using ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "decision" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "amount_line" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "amount_line" for insert with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "amount_line" for update using ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{PAYMENT,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "amount_line" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }
}
