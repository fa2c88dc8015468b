import { Migration } from '@mikro-orm/migrations'

export class CreateAccounts extends Migration {
  override up(): void | Promise<void> {
    this.addSql(
      `create table "account" ("id" uuid not null, "sign_in_name" text not null, "full_name" text not null, "password_hash" text not null, "is_disabled" boolean not null default false, "failed_attempts" int not null default 0, "locked_until" timestamptz null, "created_at" timestamptz not null default now(), primary key ("id"));`,
    )
    this.addSql(`alter table "account" add constraint "account_sign_in_name_unique" unique ("sign_in_name");`)

    this.addSql(
      `create table "post" ("id" uuid not null, "title" text not null, "role" text not null, "unit_code" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "post_unit_code_index" on "post" ("unit_code");`)

    this.addSql(
      `create table "assignment" ("id" uuid not null, "account_id" uuid not null, "post_id" uuid not null, "valid_from" date not null, "valid_to" date null, primary key ("id"));`,
    )
    this.addSql(`create index "assignment_account_id_index" on "assignment" ("account_id");`)

    this.addSql(
      `create table "stored_token" ("model" text not null, "id" text not null, "payload" jsonb not null, "grant_id" text null, "uid" text null, "consumed_at" timestamptz null, "expires_at" timestamptz null, primary key ("model", "id"));`,
    )
    this.addSql(`create index "stored_token_grant_id_index" on "stored_token" ("grant_id");`)
    this.addSql(`create index "stored_token_uid_index" on "stored_token" ("uid");`)
    this.addSql(`create index "stored_token_expires_at_index" on "stored_token" ("expires_at");`)

    this.addSql(
      `alter table "assignment" add constraint "assignment_account_id_foreign" foreign key ("account_id") references "account" ("id") on delete cascade;`,
    )
    this.addSql(
      `alter table "assignment" add constraint "assignment_post_id_foreign" foreign key ("post_id") references "post" ("id");`,
    )
    this.addSql(
      `alter table "assignment" add constraint "assignment_ends_after_it_starts" check (valid_to is null or valid_to >= valid_from);`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "assignment" drop constraint "assignment_account_id_foreign";`)
    this.addSql(`alter table "assignment" drop constraint "assignment_post_id_foreign";`)

    this.addSql(`drop table if exists "account" cascade;`)
    this.addSql(`drop table if exists "post" cascade;`)
    this.addSql(`drop table if exists "assignment" cascade;`)
    this.addSql(`drop table if exists "stored_token" cascade;`)
  }
}
