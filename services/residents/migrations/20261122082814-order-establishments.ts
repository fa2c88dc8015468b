import { Migration } from '@mikro-orm/migrations'

export class Migration20261122082814_order_establishments extends Migration {
  override name = 'Migration20261122082814_order_establishments'

  override up(): void | Promise<void> {
    this.addSql(`drop index "establishment_unit_code_kind_name_id_index";`)
    this.addSql(`alter table "establishment" add "sort_key" text null;`)
    // The tables' owner sees rows only while row security is not forced.
    this.addSql(`alter table "establishment" no force row level security;`)
    this.addSql(`update establishment set sort_key = coalesce((
      select string_agg(case when part[1] ~ '^[0-9]' then lpad(part[1], greatest(9, length(part[1])), '0') else part[1] end, '' order by place)
      from regexp_matches(trim(app.plain(name)), '[0-9]+|[^0-9]+', 'g') with ordinality as parts (part, place)), '');`)
    this.addSql(`alter table "establishment" force row level security;`)
    this.addSql(`alter table "establishment" alter column "sort_key" set not null;`)
    this.addSql(
      `create index "establishment_unit_code_kind_sort_key_id_index" on "establishment" ("unit_code", "kind", "sort_key", "id");`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "establishment_unit_code_kind_sort_key_id_index";`)
    this.addSql(`alter table "establishment" drop column "sort_key";`)
    this.addSql(
      `create index "establishment_unit_code_kind_name_id_index" on "establishment" ("unit_code", "kind", "name", "id");`,
    )
  }
}
