import { Migration } from '@mikro-orm/migrations'

export class Migration20261122121640_recognise_stays_by_card extends Migration {
  override name = 'Migration20261122121640_recognise_stays_by_card'

  override up(): void | Promise<void> {
    this.addSql(`alter table "stay_report" drop constraint "stay_report_obstacle_check";`)
    this.addSql(
      `alter table "stay_report" add "matched_by_card" boolean not null default false, add "candidate_id" uuid null;`,
    )
    this.addSql(
      `alter table "stay_report" add constraint "stay_report_candidate_id_foreign" foreign key ("candidate_id") references "person" ("id") on delete set null;`,
    )
    this.addSql(`create index "stay_report_candidate_id_index" on "stay_report" ("candidate_id");`)
    this.addSql(
      `alter table "stay_report" add constraint "stay_report_obstacle_check" check ("obstacle" in ('NOT_IN_REGISTER', 'NAME_DIFFERS', 'ORIGIN_UNKNOWN', 'NO_HOUSEHOLD', 'ALREADY_DECLARED', 'HAS_DIED', 'OUT_OF_ORDER', 'NOT_ACCEPTED'));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "stay_report" drop constraint "stay_report_candidate_id_foreign";`)

    this.addSql(`drop index "stay_report_candidate_id_index";`)
    this.addSql(`alter table "stay_report" drop constraint "stay_report_obstacle_check";`)
    this.addSql(`alter table "stay_report" drop column "matched_by_card", drop column "candidate_id";`)
    this.addSql(
      `alter table "stay_report" add constraint "stay_report_obstacle_check" check ("obstacle" in ('NOT_IN_REGISTER', 'ORIGIN_UNKNOWN', 'NO_HOUSEHOLD', 'ALREADY_DECLARED', 'HAS_DIED', 'OUT_OF_ORDER', 'NOT_ACCEPTED'));`,
    )
  }
}
