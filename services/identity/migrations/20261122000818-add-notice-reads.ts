import { Migration } from '@mikro-orm/migrations'

export class AddNoticeReads extends Migration {
  override up(): void | Promise<void> {
    this.addSql(
      `create table "notice_read" ("account_id" uuid not null, "event_id" uuid not null, "at" timestamptz not null, primary key ("account_id", "event_id"));`,
    )
    this.addSql(`create index "administration_event_action_at_index" on "administration_event" ("action", "at");`)
    this.addSql(
      `create index "administration_event_account_id_at_index" on "administration_event" ("account_id", "at");`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "notice_read" cascade;`)
    this.addSql(`drop index "administration_event_action_at_index";`)
    this.addSql(`drop index "administration_event_account_id_at_index";`)
  }
}
