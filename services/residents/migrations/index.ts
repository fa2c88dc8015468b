import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121193616_create_registry } from './20261121193616-create-registry.ts'
import { Migration20261121211149_index_foreign_keys } from './20261121211149-index-foreign-keys.ts'
import { SealNumbers } from './20261121223806-seal-numbers.ts'
import { Migration20261121223807_guard_by_purpose } from './20261121223807-guard-by-purpose.ts'
import { Migration20261121224632_add_consents_and_subject_requests } from './20261121224632-add-consents-and-subject-requests.ts'
import { Migration20261121235208_add_life_events } from './20261121235208-add-life-events.ts'
import { Migration20261122001459_add_provisional_codes } from './20261122001459-add-provisional-codes.ts'
import { IndexWords } from './20261122002400-index-words.ts'
import { Migration20261122013431_index_statistics } from './20261122013431-index-statistics.ts'
import { Migration20261122015246_add_places_rooms_and_papers } from './20261122015246-add-places-rooms-and-papers.ts'
import { Migration20261122022626_add_duplicates } from './20261122022626-add-duplicates.ts'
import { Migration20261122024104_add_groups_and_rounds } from './20261122024104-add-groups-and-rounds.ts'
import { Migration20261122025013_ask_policies_by_function } from './20261122025013-ask-policies-by-function.ts'
import { Migration20261122025348_add_imports } from './20261122025348-add-imports.ts'
import { Migration20261122025900_declare_arrivals } from './20261122025900-declare-arrivals.ts'
import { Migration20261122031136_add_bulk_edits } from './20261122031136-add-bulk-edits.ts'
import { Migration20261122031335_scan_duplicates_as_job } from './20261122031335-scan-duplicates-as-job.ts'
import { Migration20261122051219_add_circumstances } from './20261122051219-add-circumstances.ts'
import { Migration20261122053500_widen_bulk_edits } from './20261122053500-widen-bulk-edits.ts'
import { Migration20261122054949_add_change_proposals } from './20261122054949-add-change-proposals.ts'
import { Migration20261122082814_order_establishments } from './20261122082814-order-establishments.ts'
import { Migration20261122083331_report_stays } from './20261122083331-report-stays.ts'
import { Migration20261122085053_add_unit_succession } from './20261122085053-add-unit-succession.ts'
import { Migration20261122091559_tell_commitments } from './20261122091559-tell-commitments.ts'
import { Migration20261122113042_tell_identity_to_events } from './20261122113042-tell-identity-to-events.ts'
import { Migration20261122114500_show_scans } from './20261122114500-show-scans.ts'
import { Migration20261122121640_recognise_stays_by_card } from './20261122121640-recognise-stays-by-card.ts'
import { Migration20261122152546_close_groups } from './20261122152546-close-groups.ts'
import { Migration20261122153924_add_household_edits } from './20261122153924-add-household-edits.ts'
import { Migration20261122153925_fill_household_edits } from './20261122153925-fill-household-edits.ts'
import { Migration20261122161433_loosen_household_edits } from './20261122161433-loosen-household-edits.ts'
import { Migration20261122181217_keep_reported_journeys } from './20261122181217-keep-reported-journeys.ts'
import { Migration20261122182716_name_missing_groups } from './20261122182716-name-missing-groups.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [
  Migration20261121193616_create_registry,
  Migration20261121211149_index_foreign_keys,
  SealNumbers,
  Migration20261121223807_guard_by_purpose,
  Migration20261121224632_add_consents_and_subject_requests,
  Migration20261121235208_add_life_events,
  Migration20261122001459_add_provisional_codes,
  IndexWords,
  Migration20261122013431_index_statistics,
  Migration20261122015246_add_places_rooms_and_papers,
  Migration20261122022626_add_duplicates,
  Migration20261122024104_add_groups_and_rounds,
  Migration20261122025013_ask_policies_by_function,
  Migration20261122025348_add_imports,
  Migration20261122025900_declare_arrivals,
  Migration20261122031136_add_bulk_edits,
  Migration20261122031335_scan_duplicates_as_job,
  Migration20261122051219_add_circumstances,
  Migration20261122053500_widen_bulk_edits,
  Migration20261122054949_add_change_proposals,
  Migration20261122082814_order_establishments,
  Migration20261122083331_report_stays,
  Migration20261122085053_add_unit_succession,
  Migration20261122091559_tell_commitments,
  Migration20261122113042_tell_identity_to_events,
  Migration20261122114500_show_scans,
  Migration20261122121640_recognise_stays_by_card,
  Migration20261122152546_close_groups,
  Migration20261122153924_add_household_edits,
  Migration20261122153925_fill_household_edits,
  Migration20261122161433_loosen_household_edits,
  Migration20261122181217_keep_reported_journeys,
  Migration20261122182716_name_missing_groups,
]
