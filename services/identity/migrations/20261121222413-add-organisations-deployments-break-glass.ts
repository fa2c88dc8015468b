import { Migration } from '@mikro-orm/migrations'

export class AddOrganisationsDeploymentsBreakGlass extends Migration {
  override up(): void | Promise<void> {
    this.addSql(
      `create table "administration_event" ("id" uuid not null, "at" timestamptz not null, "action" text not null, "unit_code" text null, "actor_id" uuid null, "actor_name" text null, "actor_post" text null, "account_id" uuid null, "details" jsonb not null, "request_id" text null, primary key ("id"));`,
    )
    this.addSql(`create index "administration_event_unit_code_at_index" on "administration_event" ("unit_code", "at");`)

    this.addSql(
      `create table "break_glass" ("id" uuid not null, "assignment_id" uuid not null, "account_id" uuid not null, "opened_in_id" uuid not null, "unit_code" text not null, "reason_code" text not null, "reason" text not null, "case_reference" text not null, "opened_at" timestamptz not null, "ends_at" timestamptz not null, "review_due" date not null, "reviewed_at" timestamptz null, "reviewed_by_id" uuid null, "review_outcome" text null, "review_note" text null, primary key ("id"));`,
    )
    this.addSql(`alter table "break_glass" add constraint "break_glass_assignment_id_unique" unique ("assignment_id");`)
    this.addSql(`create index "break_glass_unit_code_index" on "break_glass" ("unit_code");`)

    this.addSql(
      `create table "revocation" ("id" uuid not null, "kind" text not null, "subject" text not null, "at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(`create index "revocation_subject_index" on "revocation" ("subject");`)
    this.addSql(`create index "revocation_at_index" on "revocation" ("at");`)

    this.addSql(
      `alter table "account" add "unit_code" text null, add "must_change_password" boolean not null default false, add "kin" uuid[] not null default '{}', add "totp_secret" text null, add "totp_confirmed_at" timestamptz null, add "totp_last_step" int null;`,
    )
    this.addSql(
      `update "account" set "unit_code" = coalesce((select "post"."unit_code" from "assignment" join "post" on "post"."id" = "assignment"."post_id" where "assignment"."account_id" = "account"."id" order by "assignment"."valid_from", "assignment"."id" limit 1), '');`,
    )
    this.addSql(`alter table "account" alter column "unit_code" set not null;`)
    this.addSql(`create index "account_unit_code_index" on "account" ("unit_code");`)

    this.addSql(
      `alter table "post" add "organisation" text not null default '', add "unit_codes" text[] not null default '{}';`,
    )

    this.addSql(`update "post" set "unit_codes" = array["unit_code"];`)
    this.addSql(`alter table "post" alter column "organisation" drop default, alter column "unit_codes" drop default;`)

    this.addSql(
      `alter table "assignment" add "kind" text not null default 'APPOINTMENT', add "unit_codes" text[] null, add "ends_at" timestamptz null, add "ended_at" timestamptz null;`,
    )
    this.addSql(
      `alter table "assignment" add constraint "assignment_break_glass_ends" check (kind <> 'BREAK_GLASS' or ends_at is not null);`,
    )
    this.addSql(
      `alter table "assignment" add constraint "assignment_away_has_units_and_an_end" check (kind = 'APPOINTMENT' or (unit_codes is not null and valid_to is not null));`,
    )

    this.addSql(
      `alter table "break_glass" add constraint "break_glass_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id");`,
    )
    this.addSql(
      `alter table "break_glass" add constraint "break_glass_account_id_foreign" foreign key ("account_id") references "account" ("id");`,
    )
    this.addSql(
      `alter table "break_glass" add constraint "break_glass_opened_in_id_foreign" foreign key ("opened_in_id") references "assignment" ("id");`,
    )
    this.addSql(
      `alter table "break_glass" add constraint "break_glass_reviewed_by_id_foreign" foreign key ("reviewed_by_id") references "account" ("id") on delete set null;`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "administration_event" cascade;`)
    this.addSql(`drop table if exists "break_glass" cascade;`)
    this.addSql(`drop table if exists "revocation" cascade;`)

    this.addSql(`drop index "account_unit_code_index";`)
    this.addSql(
      `alter table "account" drop column "unit_code", drop column "must_change_password", drop column "kin", drop column "totp_secret", drop column "totp_confirmed_at", drop column "totp_last_step";`,
    )

    this.addSql(`alter table "assignment" drop constraint "assignment_break_glass_ends";`)
    this.addSql(`alter table "assignment" drop constraint "assignment_away_has_units_and_an_end";`)
    this.addSql(
      `alter table "assignment" drop column "kind", drop column "unit_codes", drop column "ends_at", drop column "ended_at";`,
    )

    this.addSql(`alter table "post" drop column "organisation", drop column "unit_codes";`)
  }
}
