import { Migration } from '@mikro-orm/migrations'

export class Migration20261122114002_exchange_confirmations extends Migration {
  override name = 'Migration20261122114002_exchange_confirmations'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "issuer_key" ("id" uuid not null, "issuer_code" text not null, "issuer_name" text null, "key_id" text not null, "public_key" text not null, "valid_from" timestamptz(3) not null, "valid_until" timestamptz(3) null, "is_here" boolean not null, "source" text null, primary key ("id"));`,
    )
    this.addSql(
      `alter table "issuer_key" add constraint "issuer_key_issuer_code_key_id_unique" unique ("issuer_code", "key_id");`,
    )

    this.addSql(
      `create table "confirmation_rule" ("id" uuid not null, "unit_code" text not null, "programme_id" uuid not null, "in_force_from" date not null, "required" boolean not null, "valid_days" int not null, "verified" boolean not null, "source" text null, primary key ("id"));`,
    )
    this.addSql(`create index "confirmation_rule_unit_code_index" on "confirmation_rule" ("unit_code");`)
    this.addSql(
      `alter table "confirmation_rule" add constraint "confirmation_rule_programme_id_in_force_from_unique" unique ("programme_id", "in_force_from");`,
    )

    this.addSql(
      `create table "confirmation_request" ("id" uuid not null, "unit_code" text not null, "asked_unit" text not null, "programme_code" text not null, "programme_name" text not null, "dossier_id" uuid null, "beneficiary_id" uuid null, "secret" text not null, "token" text not null, "digests" text[] null, "indexes" text[] null, "identified_at" timestamptz(3) null, "asked_at" timestamptz(3) not null, "asked_by_id" uuid null, "asked_by_name" text null, "expires_at" timestamptz(3) not null, "received_at" timestamptz(3) null, "received_by_name" text null, "found_id" uuid null, "found_digests" text[] null, "searched_at" timestamptz(3) null, "searched_by_name" text null, "found_at" timestamptz(3) null, primary key ("id"));`,
    )
    this.addSql(`create index "confirmation_request_unit_code_index" on "confirmation_request" ("unit_code");`)
    this.addSql(`create index "confirmation_request_dossier_id_index" on "confirmation_request" ("dossier_id");`)
    this.addSql(
      `create index "confirmation_request_unit_code_asked_at_id_index" on "confirmation_request" ("unit_code", "asked_at", "id");`,
    )
    this.addSql(
      `create index "confirmation_request_asked_unit_asked_at_id_index" on "confirmation_request" ("asked_unit", "asked_at", "id");`,
    )

    this.addSql(
      `create table "confirmation" ("id" uuid not null, "unit_code" text not null, "asked_unit" text not null, "request_id" uuid not null, "answer" text not null, "stage" text null, "paid_on" date null, "answered_by_name" text not null, "answered_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "key_id" text not null, "token" text not null, "against_books" text null, "entered_at" timestamptz(3) null, "entered_by_name" text null, primary key ("id"));`,
    )
    this.addSql(`create index "confirmation_unit_code_index" on "confirmation" ("unit_code");`)
    this.addSql(
      `create index "confirmation_asked_unit_answered_at_index" on "confirmation" ("asked_unit", "answered_at");`,
    )
    this.addSql(`alter table "confirmation" add constraint "confirmation_once" unique ("request_id");`)

    this.addSql(
      `create table "signing_key" ("id" uuid not null, "unit_code" text not null, "key_id" text not null, "public_key" text not null, "private_sealed" bytea not null, "created_at" timestamptz(3) not null, "retired_at" timestamptz(3) null, primary key ("id"));`,
    )
    this.addSql(`create index "signing_key_unit_code_index" on "signing_key" ("unit_code");`)
    this.addSql(`create unique index signing_key_in_use on signing_key (unit_code) where retired_at is null;`)

    this.addSql(`drop trigger if exists "moves_forward" on "dossier";`)
    this.addSql(`drop function if exists "dossier_moves_forward_fn"();`)
    this.addSql(`alter table "dossier" add "other_residence_code" text null;`)
    this.addSql(`create or replace function "dossier_moves_forward_fn"() returns trigger as $$ begin if old.status <> new.status and (old.status, new.status) not in (('SUBMITTED', 'FIRST_APPROVED'), ('SUBMITTED', 'REFUSED'), ('FIRST_APPROVED', 'APPROVED'), ('FIRST_APPROVED', 'REFUSED'), ('APPROVED', 'PAID'), ('APPROVED', 'REFUSED'))
    then raise exception 'dossier % cannot go from % to %', old.code, old.status, new.status;   end if;   if new.status = 'PAID' and not exists (select from payout where dossier_id = new.id)
    then raise exception 'dossier % is not paid without a payout', old.code;   end if;   if row(old.unit_code, old.programme_id, old.formula_id, old.amount, old.beneficiary_id, old.quarantine_days, old.is_child,
      old.other_residence_code, old.submitted_by_id)
    is distinct from row(new.unit_code, new.programme_id, new.formula_id, new.amount, new.beneficiary_id, new.quarantine_days,
      new.is_child, new.other_residence_code, new.submitted_by_id)
    or old.first_approved_by_id is not null and old.first_approved_by_id is distinct from new.first_approved_by_id
    or old.second_approved_by_id is not null and old.second_approved_by_id is distinct from new.second_approved_by_id
    then raise exception 'what dossier % was decided on is kept as it was', old.code;   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "moves_forward" BEFORE UPDATE on "dossier" for each ROW execute function "dossier_moves_forward_fn"();`,
    )

    this.addSql(
      `alter table "issuer_key" add constraint "issuer_key_ends_after_start" check (valid_until is null or valid_until > valid_from);`,
    )
    this.addSql(`create or replace function "issuer_key_trusted_by_administrator_fn"() returns trigger as $$ begin if app.purpose() = 'LOADING' or current_user = (select tableowner from pg_tables where schemaname = tg_table_schema and tablename = tg_table_name)
    or tg_op = 'INSERT' and new.is_here and new.issuer_code = any (app.units())
    then return new;   end if;   raise exception 'whom this installation believes is for its administrator to say'; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "trusted_by_administrator" BEFORE INSERT OR UPDATE on "issuer_key" for each ROW execute function "issuer_key_trusted_by_administrator_fn"();`,
    )

    this.addSql(
      `alter table "confirmation_rule" add constraint "confirmation_rule_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`,
    )
    this.addSql(
      `alter table "confirmation_rule" add constraint "confirmation_rule_days" check (valid_days between 1 and 366);`,
    )
    this.addSql(`alter table "confirmation_rule" enable row level security;`)
    this.addSql(`alter table "confirmation_rule" force row level security;`)
    this.addSql(
      `create policy "read" on "confirmation_rule" for select using ((unit_code = any ((select app.units_for('{COMMAND,INSPECTION,PAYMENT,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "confirmation_rule" for insert with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "confirmation_rule" for update using ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "confirmation_rule" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "confirmation_request" add constraint "confirmation_request_dossier_id_foreign" foreign key ("dossier_id") references "dossier" ("id") on delete no action;`,
    )
    this.addSql(
      `alter table "confirmation_request" add constraint "confirmation_request_has_dossier" check (num_nulls(dossier_id, beneficiary_id, asked_by_id) in (0, 3) and (dossier_id is null) = (received_at is not null));`,
    )
    this.addSql(
      `alter table "confirmation_request" add constraint "confirmation_request_of_another" check (asked_unit <> unit_code);`,
    )
    this.addSql(`create or replace function "confirmation_request_question_kept_fn"() returns trigger as $$ begin if row(old.unit_code, old.asked_unit, old.programme_code, old.dossier_id, old.beneficiary_id, old.secret, old.token, old.asked_at, old.expires_at)
    is distinct from row(new.unit_code, new.asked_unit, new.programme_code, new.dossier_id, new.beneficiary_id, new.secret, new.token, new.asked_at, new.expires_at)
    or old.identified_at is not null and row(old.digests, old.indexes) is distinct from row(new.digests, new.indexes)
    then raise exception 'what was asked is kept as it was';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "question_kept" BEFORE UPDATE on "confirmation_request" for each ROW execute function "confirmation_request_question_kept_fn"();`,
    )
    this.addSql(`alter table "confirmation_request" enable row level security;`)
    this.addSql(`alter table "confirmation_request" force row level security;`)
    this.addSql(
      `create policy "read" on "confirmation_request" for select using (((unit_code = any ((select app.units_for('{EVENTS,INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[])) or (asked_unit = any ((select app.units_for('{EVENTS,INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[]))));`,
    )
    this.addSql(
      `create policy "add" on "confirmation_request" for insert with check (((case when received_at is not null then asked_unit else unit_code end) = any ((select app.units_for('{EVENTS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "confirmation_request" for update using (((unit_code = any ((select app.units_for('{EVENTS,WELFARE_ASSESS}'))::text[])) or (asked_unit = any ((select app.units_for('{EVENTS,WELFARE_ASSESS}'))::text[])))) with check (((unit_code = any ((select app.units_for('{EVENTS,WELFARE_ASSESS}'))::text[])) or (asked_unit = any ((select app.units_for('{EVENTS,WELFARE_ASSESS}'))::text[]))));`,
    )
    this.addSql(
      `create policy "load" on "confirmation_request" using (((unit_code = any ((select app.units_for('{LOADING}'))::text[])) or (asked_unit = any ((select app.units_for('{LOADING}'))::text[])))) with check (((unit_code = any ((select app.units_for('{LOADING}'))::text[])) or (asked_unit = any ((select app.units_for('{LOADING}'))::text[]))));`,
    )

    this.addSql(
      `alter table "confirmation" add constraint "confirmation_request_id_foreign" foreign key ("request_id") references "confirmation_request" ("id");`,
    )
    this.addSql(
      `alter table "confirmation" add constraint "confirmation_day" check (paid_on is null or stage = 'PAID');`,
    )
    this.addSql(
      `alter table "confirmation" add constraint "confirmation_stage" check ((answer = 'RECEIVED') = (stage is not null));`,
    )
    this.addSql(
      `alter table "confirmation" add constraint "confirmation_answer_check" check ("answer" in ('RECEIVED', 'NOT_RECEIVED', 'UNKNOWN_PERSON'));`,
    )
    this.addSql(
      `alter table "confirmation" add constraint "confirmation_stage_check" check ("stage" in ('CLAIMED', 'PAID'));`,
    )
    this.addSql(
      `create or replace function "confirmation_append_only_fn"() returns trigger as $$ begin raise exception '% is append-only', tg_table_name; end; $$ language plpgsql;`,
    )
    this.addSql(
      `create trigger "append_only" BEFORE UPDATE on "confirmation" for each ROW execute function "confirmation_append_only_fn"();`,
    )
    this.addSql(`alter table "confirmation" enable row level security;`)
    this.addSql(`alter table "confirmation" force row level security;`)
    this.addSql(
      `create policy "read" on "confirmation" for select using (((unit_code = any ((select app.units_for('{INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[])) or (asked_unit = any ((select app.units_for('{INSPECTION,PAYMENT,WELFARE_ASSESS}'))::text[]))));`,
    )
    this.addSql(
      `create policy "add" on "confirmation" for insert with check (((case when entered_at is null then asked_unit else unit_code end) = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "confirmation" for update using (((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])) or (asked_unit = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])))) with check (((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])) or (asked_unit = any ((select app.units_for('{WELFARE_ASSESS}'))::text[]))));`,
    )
    this.addSql(
      `create policy "load" on "confirmation" using (((unit_code = any ((select app.units_for('{LOADING}'))::text[])) or (asked_unit = any ((select app.units_for('{LOADING}'))::text[])))) with check (((unit_code = any ((select app.units_for('{LOADING}'))::text[])) or (asked_unit = any ((select app.units_for('{LOADING}'))::text[]))));`,
    )

    this.addSql(`alter table "signing_key" enable row level security;`)
    this.addSql(`alter table "signing_key" force row level security;`)
    this.addSql(
      `create policy "read" on "signing_key" for select using ((unit_code = any ((select app.units_for('{INSPECTION,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "signing_key" for insert with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "signing_key" for update using ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "signing_key" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }
}
