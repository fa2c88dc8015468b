import { Migration } from '@mikro-orm/migrations'

export class Migration20261121200139_create_register extends Migration {
  override name = 'Migration20261121200139_create_register'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "organisation" ("id" uuid not null, "unit_code" text not null, "name" text not null, "name_key" text not null, "kind" text not null, "of_unit" boolean not null, "parent_id" uuid null, "residential_group_id" uuid null, primary key ("id"));`,
    )
    this.addSql(`create index "organisation_unit_code_index" on "organisation" ("unit_code");`)
    this.addSql(`create index "organisation_parent_id_index" on "organisation" ("parent_id");`)
    this.addSql(`alter table "organisation" add constraint "organisation_name" unique ("unit_code", "name_key");`)

    this.addSql(
      `create table "document" ("id" uuid not null, "unit_code" text not null, "symbol" text not null, "raw" text not null, "number" text not null, "type" text not null, "regime" text not null, "issuer_id" uuid not null, "issued_on" date null, "subject" text null, "urgency" text not null, "note" text null, "year" int not null, "duplicate" int not null, "sort_on" date not null, "search_key" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "document_unit_code_index" on "document" ("unit_code");`)
    this.addSql(`create index "document_issuer_id_index" on "document" ("issuer_id");`)
    this.addSql(`create index document_search_key_trgm on document using gin (search_key gin_trgm_ops);`)
    this.addSql(`create index "document_unit_code_symbol_index" on "document" ("unit_code", "symbol");`)
    this.addSql(`create index "document_unit_code_sort_on_id_index" on "document" ("unit_code", "sort_on", "id");`)
    this.addSql(
      `alter table "document" add constraint "document_once" unique ("unit_code", "symbol", "issuer_id", "year", "duplicate");`,
    )

    this.addSql(
      `create table "document_relation" ("id" uuid not null, "unit_code" text not null, "from_id" uuid not null, "to_id" uuid not null, "kind" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "document_relation_unit_code_index" on "document_relation" ("unit_code");`)
    this.addSql(`create index "document_relation_to_id_index" on "document_relation" ("to_id");`)
    this.addSql(
      `alter table "document_relation" add constraint "document_relation_once" unique ("from_id", "to_id", "kind");`,
    )

    this.addSql(
      `create table "post" ("id" uuid not null, "unit_code" text not null, "title" text not null, "holder_title" text null, "organisation_id" uuid not null, primary key ("id"));`,
    )
    this.addSql(`create index "post_unit_code_index" on "post" ("unit_code");`)
    this.addSql(`create index "post_organisation_id_index" on "post" ("organisation_id");`)

    this.addSql(
      `create table "task" ("id" uuid not null, "unit_code" text not null, "title" text not null, "due_at" timestamptz(3) null, "state" text not null default 'OPEN', "closed_at" timestamptz(3) null, "outcome" text null, "document_id" uuid null, "assignee_id" uuid null, primary key ("id"));`,
    )
    this.addSql(`create index "task_unit_code_index" on "task" ("unit_code");`)
    this.addSql(`create index "task_document_id_index" on "task" ("document_id");`)
    this.addSql(`create index "task_assignee_id_index" on "task" ("assignee_id");`)
    this.addSql(`create index "task_unit_code_state_due_at_index" on "task" ("unit_code", "state", "due_at");`)

    this.addSql(
      `alter table "organisation" add constraint "organisation_parent_id_foreign" foreign key ("parent_id") references "organisation" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "organisation" add constraint "organisation_kind_check" check ("kind" in ('PARTY', 'COUNCIL', 'STATE', 'FRONT', 'MASS_ORGANISATION', 'STEERING_COMMITTEE', 'COMMAND', 'HEALTH_STATION', 'MOBILE_TEAM', 'COMMUNITY_TEAM', 'OTHER'));`,
    )
    this.addSql(`alter table "organisation" enable row level security;`)
    this.addSql(`alter table "organisation" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "organisation" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "document" add constraint "document_issuer_id_foreign" foreign key ("issuer_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "document" add constraint "document_sort_on_agrees" check (sort_on = coalesce(issued_on, date '0001-01-01'));`,
    )
    this.addSql(
      `alter table "document" add constraint "document_year_agrees" check (issued_on is null or extract(year from issued_on) = year);`,
    )
    this.addSql(
      `alter table "document" add constraint "document_type_check" check ("type" in ('NGHI_QUYET', 'QUYET_DINH', 'CHI_THI', 'QUY_CHE', 'QUY_DINH', 'THONG_CAO', 'THONG_BAO', 'HUONG_DAN', 'CHUONG_TRINH', 'KE_HOACH', 'PHUONG_AN', 'DE_AN', 'DU_AN', 'BAO_CAO', 'BIEN_BAN', 'TO_TRINH', 'HOP_DONG', 'CONG_VAN', 'CONG_DIEN', 'BAN_GHI_NHO', 'BAN_THOA_THUAN', 'GIAY_UY_QUYEN', 'GIAY_MOI', 'GIAY_GIOI_THIEU', 'GIAY_NGHI_PHEP', 'PHIEU_GUI', 'PHIEU_CHUYEN', 'PHIEU_BAO', 'THU_CONG', 'KET_LUAN', 'THONG_TRI', 'NGHI_DINH', 'THONG_TU', 'VAN_BAN_KHAC'));`,
    )
    this.addSql(
      `alter table "document" add constraint "document_regime_check" check ("regime" in ('STATE', 'PARTY', 'FRONT'));`,
    )
    this.addSql(
      `alter table "document" add constraint "document_urgency_check" check ("urgency" in ('NORMAL', 'URGENT', 'VERY_URGENT', 'FLASH'));`,
    )
    this.addSql(`alter table "document" enable row level security;`)
    this.addSql(`alter table "document" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "document" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "document_relation" add constraint "document_relation_from_id_foreign" foreign key ("from_id") references "document" ("id");`,
    )
    this.addSql(
      `alter table "document_relation" add constraint "document_relation_to_id_foreign" foreign key ("to_id") references "document" ("id");`,
    )
    this.addSql(
      `alter table "document_relation" add constraint "document_relation_not_to_itself" check (from_id <> to_id);`,
    )
    this.addSql(
      `alter table "document_relation" add constraint "document_relation_kind_check" check ("kind" in ('IMPLEMENTS', 'SUPPLEMENTS', 'REPLACES', 'FOUNDED_ON'));`,
    )
    this.addSql(`alter table "document_relation" enable row level security;`)
    this.addSql(`alter table "document_relation" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "document_relation" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "post" add constraint "post_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(`alter table "post" enable row level security;`)
    this.addSql(`alter table "post" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "post" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "task" add constraint "task_document_id_foreign" foreign key ("document_id") references "document" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "task" add constraint "task_assignee_id_foreign" foreign key ("assignee_id") references "organisation" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "task" add constraint "task_closed_at_agrees" check ((state = 'OPEN') = (closed_at is null));`,
    )
    this.addSql(
      `alter table "task" add constraint "task_state_check" check ("state" in ('OPEN', 'DONE', 'CANCELLED'));`,
    )
    this.addSql(`alter table "task" enable row level security;`)
    this.addSql(`alter table "task" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "task" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "organisation" drop constraint "organisation_parent_id_foreign";`)
    this.addSql(`alter table "document" drop constraint "document_issuer_id_foreign";`)
    this.addSql(`alter table "post" drop constraint "post_organisation_id_foreign";`)
    this.addSql(`alter table "task" drop constraint "task_assignee_id_foreign";`)
    this.addSql(`alter table "document_relation" drop constraint "document_relation_from_id_foreign";`)
    this.addSql(`alter table "document_relation" drop constraint "document_relation_to_id_foreign";`)
    this.addSql(`alter table "task" drop constraint "task_document_id_foreign";`)

    this.addSql(`drop table if exists "organisation" cascade;`)
    this.addSql(`drop table if exists "document" cascade;`)
    this.addSql(`drop table if exists "document_relation" cascade;`)
    this.addSql(`drop table if exists "post" cascade;`)
    this.addSql(`drop table if exists "task" cascade;`)
  }
}
