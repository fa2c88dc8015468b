import { Migration } from '@mikro-orm/migrations'

export class Migration20261121201048_create_support extends Migration {
  override name = 'Migration20261121201048_create_support'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "fund" ("id" uuid not null, "unit_code" text not null, "code" text not null, "name" text not null, "kind" text not null, "budget" bigint not null, "committed" bigint not null default '0', "paid" bigint not null default '0', primary key ("id"));`,
    )
    this.addSql(`create index "fund_unit_code_index" on "fund" ("unit_code");`)
    this.addSql(`alter table "fund" add constraint "fund_unit_code_code_unique" unique ("unit_code", "code");`)

    this.addSql(
      `create table "programme" ("id" uuid not null, "unit_code" text not null, "code" text not null, "name" text not null, "place" int not null, "fund_id" uuid not null, "basis_document_id" uuid null, "basis_note" text null, "beneficiary" text not null, "count_unit" text not null, "requires_quarantine_order" boolean not null, "in_force_from" date not null, "in_force_to" date null, "dossiers_opened" int not null default 0, primary key ("id"));`,
    )
    this.addSql(`create index "programme_unit_code_index" on "programme" ("unit_code");`)
    this.addSql(`create index "programme_fund_id_index" on "programme" ("fund_id");`)
    this.addSql(`create index "programme_basis_document_id_index" on "programme" ("basis_document_id");`)
    this.addSql(
      `alter table "programme" add constraint "programme_unit_code_place_unique" unique ("unit_code", "place");`,
    )
    this.addSql(
      `alter table "programme" add constraint "programme_unit_code_code_unique" unique ("unit_code", "code");`,
    )

    this.addSql(
      `create table "exclusion" ("id" uuid not null, "unit_code" text not null, "one_id" uuid not null, "other_id" uuid not null, primary key ("id"));`,
    )
    this.addSql(`create index "exclusion_unit_code_index" on "exclusion" ("unit_code");`)
    this.addSql(`create index "exclusion_other_id_index" on "exclusion" ("other_id");`)
    this.addSql(
      `alter table "exclusion" add constraint "exclusion_one_id_other_id_unique" unique ("one_id", "other_id");`,
    )

    this.addSql(
      `create table "amount_formula" ("id" uuid not null, "unit_code" text not null, "programme_id" uuid not null, "in_force_from" date not null, "once" bigint null, "per_day" bigint null, "max_days" int null, "child_once" bigint null, "verified" boolean not null, "source" text null, primary key ("id"));`,
    )
    this.addSql(`create index "amount_formula_unit_code_index" on "amount_formula" ("unit_code");`)
    this.addSql(
      `alter table "amount_formula" add constraint "amount_formula_programme_id_in_force_from_unique" unique ("programme_id", "in_force_from");`,
    )

    this.addSql(
      `create table "dossier" ("id" uuid not null, "unit_code" text not null, "code" text not null, "programme_id" uuid not null, "formula_id" uuid not null, "status" text not null default 'SUBMITTED', "amount" bigint not null, "beneficiary_kind" text not null, "beneficiary_id" uuid not null, "residential_group_id" uuid null, "quarantine_days" int null, "is_child" boolean not null, "statement" text null, "submitted_at" timestamptz(3) not null, "submitted_by_id" uuid not null, "submitted_by_name" text not null, "first_approved_by_id" uuid null, "second_approved_by_id" uuid null, "paid_by_id" uuid null, primary key ("id"));`,
    )
    this.addSql(`create index "dossier_unit_code_index" on "dossier" ("unit_code");`)
    this.addSql(`create index "dossier_programme_id_index" on "dossier" ("programme_id");`)
    this.addSql(`create unique index dossier_live on dossier (beneficiary_id, programme_id) where status <> 'REFUSED';`)
    this.addSql(
      `create index "dossier_unit_code_status_submitted_at_id_index" on "dossier" ("unit_code", "status", "submitted_at", "id");`,
    )
    this.addSql(
      `create index "dossier_unit_code_submitted_at_id_index" on "dossier" ("unit_code", "submitted_at", "id");`,
    )
    this.addSql(`alter table "dossier" add constraint "dossier_unit_code_code_unique" unique ("unit_code", "code");`)

    this.addSql(
      `create table "payout" ("id" uuid not null, "unit_code" text not null, "code" text not null, "dossier_id" uuid not null, "programme_id" uuid not null, "residential_group_id" uuid null, "amount" bigint not null, "paid_at" timestamptz(3) not null, "method" text not null, "receipt_number" text not null, "paid_by_id" uuid not null, "paid_by_name" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "payout_unit_code_index" on "payout" ("unit_code");`)
    this.addSql(`alter table "payout" add constraint "payout_once" unique ("dossier_id");`)
    this.addSql(`create index "payout_programme_id_index" on "payout" ("programme_id");`)
    this.addSql(`create index "payout_unit_code_paid_at_id_index" on "payout" ("unit_code", "paid_at", "id");`)
    this.addSql(`alter table "payout" add constraint "payout_receipt" unique ("unit_code", "receipt_number");`)
    this.addSql(`alter table "payout" add constraint "payout_unit_code_code_unique" unique ("unit_code", "code");`)

    this.addSql(
      `create table "exclusion_claim" ("id" uuid not null, "unit_code" text not null, "dossier_id" uuid not null, "exclusion_id" uuid not null, "beneficiary_id" uuid not null, "released_at" timestamptz(3) null, primary key ("id"));`,
    )
    this.addSql(`create index "exclusion_claim_unit_code_index" on "exclusion_claim" ("unit_code");`)
    this.addSql(`create index "exclusion_claim_dossier_id_index" on "exclusion_claim" ("dossier_id");`)
    this.addSql(
      `create unique index exclusion_claim_live on exclusion_claim (beneficiary_id, exclusion_id) where released_at is null;`,
    )

    this.addSql(
      `create table "decision" ("id" uuid not null, "unit_code" text not null, "dossier_id" uuid not null, "kind" text not null, "decided_by_id" uuid not null, "decided_by_name" text not null, "decided_at" timestamptz(3) not null, "reason" text null, primary key ("id"));`,
    )
    this.addSql(`create index "decision_unit_code_index" on "decision" ("unit_code");`)
    this.addSql(
      `create unique index decision_two_persons on decision (dossier_id, decided_by_id) where kind <> 'REFUSAL';`,
    )
    this.addSql(
      `alter table "decision" add constraint "decision_dossier_id_kind_unique" unique ("dossier_id", "kind");`,
    )

    this.addSql(
      `create table "amount_line" ("id" uuid not null, "unit_code" text not null, "dossier_id" uuid not null, "place" int not null, "label" text not null, "units" int not null, "rate" bigint not null, "amount" bigint not null, primary key ("id"));`,
    )
    this.addSql(`create index "amount_line_unit_code_index" on "amount_line" ("unit_code");`)
    this.addSql(
      `alter table "amount_line" add constraint "amount_line_dossier_id_place_unique" unique ("dossier_id", "place");`,
    )

    this.addSql(
      `alter table "fund" add constraint "fund_not_overdrawn" check (budget <= 9007199254740991 and committed >= 0 and paid >= 0 and committed + paid <= budget);`,
    )
    this.addSql(
      `alter table "fund" add constraint "fund_kind_check" check ("kind" in ('STATE_BUDGET', 'CITY_BUDGET', 'FATHERLAND_FRONT'));`,
    )
    this.addSql(`alter table "fund" enable row level security;`)
    this.addSql(`alter table "fund" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "fund" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "programme" add constraint "programme_fund_id_foreign" foreign key ("fund_id") references "fund" ("id");`,
    )
    this.addSql(
      `alter table "programme" add constraint "programme_ends_after_start" check (in_force_to is null or in_force_to >= in_force_from);`,
    )
    this.addSql(
      `alter table "programme" add constraint "programme_beneficiary_check" check ("beneficiary" in ('PERSON', 'HOUSEHOLD', 'ESTABLISHMENT'));`,
    )
    this.addSql(
      `alter table "programme" add constraint "programme_count_unit_check" check ("count_unit" in ('DOSSIER', 'CASE', 'ESTABLISHMENT', 'HOUSEHOLD'));`,
    )
    this.addSql(`alter table "programme" enable row level security;`)
    this.addSql(`alter table "programme" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "programme" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "exclusion" add constraint "exclusion_one_id_foreign" foreign key ("one_id") references "programme" ("id");`,
    )
    this.addSql(
      `alter table "exclusion" add constraint "exclusion_other_id_foreign" foreign key ("other_id") references "programme" ("id");`,
    )
    this.addSql(`alter table "exclusion" add constraint "exclusion_smaller_first" check (one_id < other_id);`)
    this.addSql(`alter table "exclusion" enable row level security;`)
    this.addSql(`alter table "exclusion" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "exclusion" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "amount_formula" add constraint "amount_formula_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`,
    )
    this.addSql(
      `alter table "amount_formula" add constraint "amount_formula_has_rates" check (num_nonnulls(once, per_day) > 0 and (max_days is null or per_day is not null) and max_days between 1 and 366 and least(once, per_day, child_once) > 0 and greatest(once, per_day, child_once) <= 1000000000000);`,
    )
    this.addSql(`create or replace function "amount_formula_rates_kept_fn"() returns trigger as $$ begin if row(old.programme_id, old.in_force_from, old.once, old.per_day, old.max_days, old.child_once)
    is distinct from row(new.programme_id, new.in_force_from, new.once, new.per_day, new.max_days, new.child_once)
    then raise exception 'rates are changed by a new version';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "rates_kept" BEFORE UPDATE on "amount_formula" for each ROW execute function "amount_formula_rates_kept_fn"();`,
    )
    this.addSql(`alter table "amount_formula" enable row level security;`)
    this.addSql(`alter table "amount_formula" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "amount_formula" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "dossier" add constraint "dossier_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`,
    )
    this.addSql(
      `alter table "dossier" add constraint "dossier_formula_id_foreign" foreign key ("formula_id") references "amount_formula" ("id");`,
    )
    this.addSql(`alter table "dossier" add constraint "dossier_status_has_people" check (case status
    when 'SUBMITTED' then num_nonnulls(first_approved_by_id, second_approved_by_id, paid_by_id) = 0
    when 'FIRST_APPROVED' then first_approved_by_id is not null and num_nonnulls(second_approved_by_id, paid_by_id) = 0
    when 'APPROVED' then num_nulls(first_approved_by_id, second_approved_by_id) = 0 and paid_by_id is null
    when 'PAID' then num_nulls(first_approved_by_id, second_approved_by_id, paid_by_id) = 0
    else paid_by_id is null end);`)
    this.addSql(
      `alter table "dossier" add constraint "dossier_cashier_apart" check (paid_by_id <> submitted_by_id and paid_by_id <> first_approved_by_id and paid_by_id <> second_approved_by_id);`,
    )
    this.addSql(
      `alter table "dossier" add constraint "dossier_two_persons" check (first_approved_by_id <> submitted_by_id and second_approved_by_id <> submitted_by_id and second_approved_by_id <> first_approved_by_id);`,
    )
    this.addSql(`alter table "dossier" add constraint "dossier_amount_positive" check (amount > 0);`)
    this.addSql(
      `alter table "dossier" add constraint "dossier_status_check" check ("status" in ('SUBMITTED', 'FIRST_APPROVED', 'APPROVED', 'PAID', 'REFUSED'));`,
    )
    this.addSql(
      `alter table "dossier" add constraint "dossier_beneficiary_kind_check" check ("beneficiary_kind" in ('PERSON', 'HOUSEHOLD', 'ESTABLISHMENT'));`,
    )
    this.addSql(`create or replace function "dossier_moves_forward_fn"() returns trigger as $$ begin if old.status <> new.status and (old.status, new.status) not in (('SUBMITTED', 'FIRST_APPROVED'), ('SUBMITTED', 'REFUSED'), ('FIRST_APPROVED', 'APPROVED'), ('FIRST_APPROVED', 'REFUSED'), ('APPROVED', 'PAID'), ('APPROVED', 'REFUSED'))
    then raise exception 'dossier % cannot go from % to %', old.code, old.status, new.status;   end if;   if new.status = 'PAID' and not exists (select from payout where dossier_id = new.id)
    then raise exception 'dossier % is not paid without a payout', old.code;   end if;   if row(old.unit_code, old.programme_id, old.formula_id, old.amount, old.beneficiary_id, old.quarantine_days, old.is_child,
      old.submitted_by_id)
    is distinct from row(new.unit_code, new.programme_id, new.formula_id, new.amount, new.beneficiary_id, new.quarantine_days,
      new.is_child, new.submitted_by_id)
    or old.first_approved_by_id is not null and old.first_approved_by_id is distinct from new.first_approved_by_id
    or old.second_approved_by_id is not null and old.second_approved_by_id is distinct from new.second_approved_by_id
    then raise exception 'what dossier % was decided on is kept as it was', old.code;   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "moves_forward" BEFORE UPDATE on "dossier" for each ROW execute function "dossier_moves_forward_fn"();`,
    )
    this.addSql(`alter table "dossier" enable row level security;`)
    this.addSql(`alter table "dossier" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "dossier" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "payout" add constraint "payout_dossier_id_foreign" foreign key ("dossier_id") references "dossier" ("id");`,
    )
    this.addSql(
      `alter table "payout" add constraint "payout_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`,
    )
    this.addSql(`alter table "payout" add constraint "payout_amount_positive" check (amount > 0);`)
    this.addSql(`alter table "payout" add constraint "payout_method_check" check ("method" in ('CASH', 'TRANSFER'));`)
    this.addSql(
      `create or replace function "payout_append_only_fn"() returns trigger as $$ begin raise exception '% is append-only', tg_table_name; end; $$ language plpgsql;`,
    )
    this.addSql(
      `create trigger "append_only" BEFORE UPDATE on "payout" for each ROW execute function "payout_append_only_fn"();`,
    )
    this.addSql(`create or replace function "payout_as_approved_fn"() returns trigger as $$ begin if not exists (select from dossier where id = new.dossier_id and status in ('APPROVED', 'PAID')
      and amount = new.amount and programme_id = new.programme_id and unit_code = new.unit_code)
    then raise exception 'a payout pays what was approved, to the đồng';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "as_approved" BEFORE INSERT on "payout" for each ROW execute function "payout_as_approved_fn"();`,
    )
    this.addSql(`alter table "payout" enable row level security;`)
    this.addSql(`alter table "payout" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "payout" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "exclusion_claim" add constraint "exclusion_claim_dossier_id_foreign" foreign key ("dossier_id") references "dossier" ("id");`,
    )
    this.addSql(
      `alter table "exclusion_claim" add constraint "exclusion_claim_exclusion_id_foreign" foreign key ("exclusion_id") references "exclusion" ("id");`,
    )
    this.addSql(`alter table "exclusion_claim" enable row level security;`)
    this.addSql(`alter table "exclusion_claim" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "exclusion_claim" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "decision" add constraint "decision_dossier_id_foreign" foreign key ("dossier_id") references "dossier" ("id");`,
    )
    this.addSql(
      `alter table "decision" add constraint "decision_refusal_has_reason" check (kind <> 'REFUSAL' or (reason is not null and btrim(reason) <> ''));`,
    )
    this.addSql(
      `alter table "decision" add constraint "decision_kind_check" check ("kind" in ('FIRST_APPROVAL', 'SECOND_APPROVAL', 'REFUSAL'));`,
    )
    this.addSql(
      `create or replace function "decision_append_only_fn"() returns trigger as $$ begin raise exception '% is append-only', tg_table_name; end; $$ language plpgsql;`,
    )
    this.addSql(
      `create trigger "append_only" BEFORE UPDATE on "decision" for each ROW execute function "decision_append_only_fn"();`,
    )
    this.addSql(`alter table "decision" enable row level security;`)
    this.addSql(`alter table "decision" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "decision" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "amount_line" add constraint "amount_line_dossier_id_foreign" foreign key ("dossier_id") references "dossier" ("id");`,
    )
    this.addSql(
      `alter table "amount_line" add constraint "amount_line_adds_up" check (units > 0 and rate > 0 and amount = units * rate);`,
    )
    this.addSql(
      `create or replace function "amount_line_append_only_fn"() returns trigger as $$ begin raise exception '% is append-only', tg_table_name; end; $$ language plpgsql;`,
    )
    this.addSql(
      `create trigger "append_only" BEFORE UPDATE on "amount_line" for each ROW execute function "amount_line_append_only_fn"();`,
    )
    this.addSql(`alter table "amount_line" enable row level security;`)
    this.addSql(`alter table "amount_line" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "amount_line" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "programme" drop constraint "programme_fund_id_foreign";`)
    this.addSql(`alter table "exclusion" drop constraint "exclusion_one_id_foreign";`)
    this.addSql(`alter table "exclusion" drop constraint "exclusion_other_id_foreign";`)
    this.addSql(`alter table "amount_formula" drop constraint "amount_formula_programme_id_foreign";`)
    this.addSql(`alter table "dossier" drop constraint "dossier_programme_id_foreign";`)
    this.addSql(`alter table "payout" drop constraint "payout_programme_id_foreign";`)
    this.addSql(`alter table "exclusion_claim" drop constraint "exclusion_claim_exclusion_id_foreign";`)
    this.addSql(`alter table "dossier" drop constraint "dossier_formula_id_foreign";`)
    this.addSql(`alter table "payout" drop constraint "payout_dossier_id_foreign";`)
    this.addSql(`alter table "exclusion_claim" drop constraint "exclusion_claim_dossier_id_foreign";`)
    this.addSql(`alter table "decision" drop constraint "decision_dossier_id_foreign";`)
    this.addSql(`alter table "amount_line" drop constraint "amount_line_dossier_id_foreign";`)

    this.addSql(`drop table if exists "fund" cascade;`)
    this.addSql(`drop table if exists "programme" cascade;`)
    this.addSql(`drop table if exists "exclusion" cascade;`)
    this.addSql(`drop trigger if exists "rates_kept" on "amount_formula";`)
    this.addSql(`drop function if exists "amount_formula_rates_kept_fn"();`)
    this.addSql(`drop table if exists "amount_formula" cascade;`)
    this.addSql(`drop trigger if exists "moves_forward" on "dossier";`)
    this.addSql(`drop function if exists "dossier_moves_forward_fn"();`)
    this.addSql(`drop table if exists "dossier" cascade;`)
    this.addSql(`drop trigger if exists "append_only" on "payout";`)
    this.addSql(`drop function if exists "payout_append_only_fn"();`)
    this.addSql(`drop trigger if exists "as_approved" on "payout";`)
    this.addSql(`drop function if exists "payout_as_approved_fn"();`)
    this.addSql(`drop table if exists "payout" cascade;`)
    this.addSql(`drop table if exists "exclusion_claim" cascade;`)
    this.addSql(`drop trigger if exists "append_only" on "decision";`)
    this.addSql(`drop function if exists "decision_append_only_fn"();`)
    this.addSql(`drop table if exists "decision" cascade;`)
    this.addSql(`drop trigger if exists "append_only" on "amount_line";`)
    this.addSql(`drop function if exists "amount_line_append_only_fn"();`)
    this.addSql(`drop table if exists "amount_line" cascade;`)
  }
}
