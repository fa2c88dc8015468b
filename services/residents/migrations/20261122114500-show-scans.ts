import { Migration } from '@mikro-orm/migrations'

/** How far a search for duplicates is, for whoever sees the duplicates of the unit, not for whoever asked for it alone. */
export class Migration20261122114500_show_scans extends Migration {
  override name = 'Migration20261122114500_show_scans'

  override up(): void {
    this.addSql(
      `create policy read_scans on jobs.job for select using (name = 'scanDuplicates'
        and unit_code = any ((select app.units())::text[]) and (select app.purpose()) in ('REGISTRY', 'INSPECTION'))`,
    )
  }

  override down(): void {
    this.addSql(`drop policy read_scans on jobs.job`)
  }
}
