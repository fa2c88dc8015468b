import { Migration } from '@mikro-orm/migrations'

export class Migration20261122025900_declare_arrivals extends Migration {
  override name = 'Migration20261122025900_declare_arrivals'

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "arrival" add "departed_on" date null, add "origin_code" text null, add "declared_by" text not null default 'STAFF', add "channel" text not null default 'IN_PERSON', add "note" text null, add "recorded_at" timestamptz null, add "by_name" text null, add "account_id" uuid null, add "withdrawn_at" timestamptz null, add "withdrawn_by_name" text null, add "withdrawn_reason" text null;`,
    )
    this.addSql(
      `alter table "arrival" add constraint "arrival_origin_code_foreign" foreign key ("origin_code") references "admin_unit" ("code") on delete set null;`,
    )
    this.addSql(`create index "arrival_origin_code_index" on "arrival" ("origin_code");`)
    this.addSql(`create unique index arrival_once on arrival (person_id, arrived_on) where withdrawn_at is null;`)
    this.addSql(
      `alter table "arrival" add constraint "arrival_declared_by_check" check ("declared_by" in ('SELF', 'GROUP_LEADER', 'CHECKPOINT', 'STAFF'));`,
    )
    this.addSql(
      `alter table "arrival" add constraint "arrival_channel_check" check ("channel" in ('IN_PERSON', 'PHONE', 'MESSAGE', 'PAPER'));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "arrival" drop constraint "arrival_origin_code_foreign";`)

    this.addSql(`drop index "arrival_origin_code_index";`)
    this.addSql(`drop index "arrival_once";`)
    this.addSql(`alter table "arrival" drop constraint "arrival_declared_by_check";`)
    this.addSql(`alter table "arrival" drop constraint "arrival_channel_check";`)
    this.addSql(
      `alter table "arrival" drop column "departed_on", drop column "origin_code", drop column "declared_by", drop column "channel", drop column "note", drop column "recorded_at", drop column "by_name", drop column "account_id", drop column "withdrawn_at", drop column "withdrawn_by_name", drop column "withdrawn_reason";`,
    )
  }
}
