import { Migration } from '@mikro-orm/migrations'

export class Migration20261121224632_add_consents_and_subject_requests extends Migration {
  override name = 'Migration20261121224632_add_consents_and_subject_requests'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "consent" ("id" uuid not null, "unit_code" text not null, "person_id" uuid not null, "purpose" text not null, "act" text not null, "acted_on" date not null, "method" text not null, "evidence" text null, "recorded_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "consent_unit_code_index" on "consent" ("unit_code");`)
    this.addSql(`create index "consent_person_id_index" on "consent" ("person_id");`)

    this.addSql(
      `create table "subject_request" ("id" uuid not null, "unit_code" text not null, "number" text not null, "person_id" uuid not null, "kind" text not null, "state" text not null default 'RECEIVED', "requester" text not null, "requester_name" text null, "method" text not null, "detail" text not null, "received_on" date not null, "shared_with_third_parties" boolean not null, "acknowledge_by" date not null, "answer_by" date not null, "first_answer_by" date null, "law_source" text not null, "law_verified" boolean not null, "purpose" text null, "correct_field" text null, "old_value" text null, "new_value" text null, "answered_on" date null, "answer" text null, "refusal_ground" text null, primary key ("id"));`,
    )
    this.addSql(`create index "subject_request_unit_code_index" on "subject_request" ("unit_code");`)
    this.addSql(`create index "subject_request_person_id_index" on "subject_request" ("person_id");`)
    this.addSql(
      `create index "subject_request_unit_code_answer_by_id_index" on "subject_request" ("unit_code", "answer_by", "id");`,
    )
    this.addSql(`alter table "subject_request" add constraint "subject_request_number" unique ("unit_code", "number");`)

    this.addSql(
      `create table "subject_request_step" ("id" uuid not null, "unit_code" text not null, "request_id" uuid not null, "step" text not null, "at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, "note" text null, primary key ("id"));`,
    )
    this.addSql(`create index "subject_request_step_unit_code_index" on "subject_request_step" ("unit_code");`)
    this.addSql(`create index "subject_request_step_request_id_index" on "subject_request_step" ("request_id");`)

    this.addSql(`drop policy "read" on "person";`)

    this.addSql(`drop policy "read" on "household";`)

    this.addSql(`drop policy "read" on "residence";`)

    this.addSql(`drop policy "read" on "household_member";`)

    this.addSql(`drop policy "read" on "arrival";`)

    this.addSql(
      `create policy "asked" on "person" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = person.id))));`,
    )
    this.addSql(
      `create policy "read" on "person" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "asked" on "identity_document" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = identity_document.person_id))));`,
    )

    this.addSql(
      `create policy "asked" on "household" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from household_member where household_member.household_id = household.id) or exists (select 1 from residence where residence.household_id = household.id))));`,
    )
    this.addSql(
      `create policy "read" on "household" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "asked" on "residence" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = residence.person_id))));`,
    )
    this.addSql(
      `create policy "read" on "residence" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "asked" on "household_member" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = household_member.person_id))));`,
    )
    this.addSql(
      `create policy "read" on "household_member" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "asked" on "arrival" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = arrival.person_id))));`,
    )
    this.addSql(
      `create policy "read" on "arrival" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `alter table "consent" add constraint "consent_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(`alter table "consent" add constraint "consent_act_check" check ("act" in ('GIVEN', 'WITHDRAWN'));`)
    this.addSql(
      `alter table "consent" add constraint "consent_method_check" check ("method" in ('PAPER', 'VERBAL', 'APP'));`,
    )
    this.addSql(
      `create or replace function "consent_consents_kept_fn"() returns trigger as $$ begin raise exception 'acts of consent are never changed'; end; $$ language plpgsql;`,
    )
    this.addSql(
      `create trigger "consents_kept" BEFORE UPDATE on "consent" for each ROW execute function "consent_consents_kept_fn"();`,
    )
    this.addSql(`alter table "consent" enable row level security;`)
    this.addSql(`alter table "consent" force row level security;`)
    this.addSql(
      `create policy "read" on "consent" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "consent" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "consent" for update using ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "consent" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "subject_request" add constraint "subject_request_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_withdrawal" check ((kind = 'WITHDRAWAL') = (purpose is not null));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_correction" check ((kind = 'CORRECTION') = (correct_field is not null and new_value is not null));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_refused_with_ground" check ((state = 'REFUSED') = (refusal_ground is not null));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_answered" check ((state in ('FULFILLED', 'REFUSED')) = (answered_on is not null));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_kind_check" check ("kind" in ('ACCESS', 'CORRECTION', 'DELETION', 'RESTRICTION', 'WITHDRAWAL', 'OBJECTION', 'COMPLAINT'));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_state_check" check ("state" in ('RECEIVED', 'ACKNOWLEDGED', 'ACCEPTED', 'FULFILLED', 'REFUSED'));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_requester_check" check ("requester" in ('SUBJECT', 'GUARDIAN', 'REPRESENTATIVE'));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_method_check" check ("method" in ('PAPER', 'VERBAL', 'APP'));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_correct_field_check" check ("correct_field" in ('FULL_NAME', 'BORN_ON', 'BIRTH_YEAR', 'SEX'));`,
    )
    this.addSql(
      `alter table "subject_request" add constraint "subject_request_refusal_ground_check" check ("refusal_ground" in ('LAW_REQUIRES_KEEPING', 'STATE_TASK', 'EMERGENCY_EPIDEMIC', 'RIGHTS_OF_OTHERS', 'DATA_NOT_HELD', 'NOT_ENTITLED'));`,
    )
    this.addSql(`alter table "subject_request" enable row level security;`)
    this.addSql(`alter table "subject_request" force row level security;`)
    this.addSql(
      `create policy "read" on "subject_request" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "subject_request" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "subject_request" for update using ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "subject_request" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "subject_request_step" add constraint "subject_request_step_request_id_foreign" foreign key ("request_id") references "subject_request" ("id");`,
    )
    this.addSql(
      `alter table "subject_request_step" add constraint "subject_request_step_step_check" check ("step" in ('RECEIVED', 'ACKNOWLEDGED', 'EXTENDED', 'ACCEPTED', 'FULFILLED', 'REFUSED'));`,
    )
    this.addSql(
      `create or replace function "subject_request_step_steps_kept_fn"() returns trigger as $$ begin raise exception 'steps of a request are never changed'; end; $$ language plpgsql;`,
    )
    this.addSql(
      `create trigger "steps_kept" BEFORE UPDATE on "subject_request_step" for each ROW execute function "subject_request_step_steps_kept_fn"();`,
    )
    this.addSql(`alter table "subject_request_step" enable row level security;`)
    this.addSql(`alter table "subject_request_step" force row level security;`)
    this.addSql(
      `create policy "read" on "subject_request_step" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "subject_request_step" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "subject_request_step" for update using ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY,SUBJECT_REQUEST}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "subject_request_step" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "subject_request_step" drop constraint "subject_request_step_request_id_foreign";`)

    this.addSql(`drop trigger if exists "consents_kept" on "consent";`)
    this.addSql(`drop function if exists "consent_consents_kept_fn"();`)
    this.addSql(`drop table if exists "consent" cascade;`)
    this.addSql(`drop table if exists "subject_request" cascade;`)
    this.addSql(`drop trigger if exists "steps_kept" on "subject_request_step";`)
    this.addSql(`drop function if exists "subject_request_step_steps_kept_fn"();`)
    this.addSql(`drop table if exists "subject_request_step" cascade;`)

    this.addSql(`drop policy "read" on "arrival";`)
    this.addSql(`drop policy "asked" on "arrival";`)

    this.addSql(`drop policy "read" on "household";`)
    this.addSql(`drop policy "asked" on "household";`)

    this.addSql(`drop policy "read" on "household_member";`)
    this.addSql(`drop policy "asked" on "household_member";`)

    this.addSql(`drop policy "asked" on "identity_document";`)

    this.addSql(`drop policy "read" on "person";`)
    this.addSql(`drop policy "asked" on "person";`)

    this.addSql(`drop policy "read" on "residence";`)
    this.addSql(`drop policy "asked" on "residence";`)

    this.addSql(
      `create policy "read" on "arrival" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "household" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "household_member" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "person" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "residence" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
  }
}
