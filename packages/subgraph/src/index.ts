import 'reflect-metadata'

export {
  aliasSubscriptions,
  keepAliases,
  manyByPerson,
  personAliases,
  samePersons,
  withAliasesOfKin,
} from './aliases/person-aliases.ts'
export { type AuditFault, type SealedHead, seal, verifyAudit } from './audit/seal.ts'
export { batched, manyBy, oneBy } from './batched.ts'
export { buildSubgraph, type Reference, reference, type Subgraph } from './build-subgraph.ts'
export { addDays, daysBetween, type LocalDate, localDateOf, startOf } from './business-time.ts'
export { type Connection, connectionOf, PageArgs, page, pagePerParent, type Ranked, rankedPage } from './connection.ts'
export { type Clock, Context } from './context.ts'
export { connect, type Database, defineDatabase, type MikroORM, ormOptions, statementCount } from './database.ts'
export { isUuid, requireInScope, requirePast } from './doors.ts'
export { migrationEnvironment, serviceEnvironment, vaultKeysFrom } from './environment.ts'
export { badUserInput, conflictOfInterest, forbidden, notFound } from './errors.ts'
export { type Delivery, deliver, mostTries, outboxState } from './events/deliver.ts'
export {
  type DepartmentEvents,
  disagreements,
  eventType,
  type Received,
  type Subscription,
  subscription,
} from './events/event.ts'
export { applyEvent } from './events/inbox.ts'
export { deliverJob, publish } from './events/publish.ts'
export { type FileAnswer, type FileDoor, type FileRequest, fileDoors } from './files/file-door.ts'
export { type ExportedList, exportDoor, fileOf } from './files/list-export.ts'
export {
  type Insert,
  insertMany,
  insertsOf,
  insertTogether,
  type Rows,
  type Write,
  writeAhead,
  writesOf,
} from './insert-many.ts'
export { analyzeTables } from './jobs/analyze-tables.ts'
export { cancelJob, enqueue, type Job, type JobStatus, job, jobStatuses, type Working } from './jobs/job.ts'
export { runOneJob } from './jobs/run-job.ts'
export { departmentLog } from './log.ts'
export { migrate, writeMigration } from './migrate.ts'
export { numberDigest } from './number-digest.ts'
export { readRows } from './read-rows.ts'
export { contextVariables, loadingPurpose, signedContext, unitRows } from './row-security.ts'
export { DateTime, LocalDate as LocalDateScalar, VND, vndColumn } from './scalars.ts'
export { acceptFact, type Load, type LoadTarget, replaceUnit } from './seeding.ts'
export { apolloFor, serve } from './serve.ts'
export { UnitRow } from './unit-row.ts'
export { figureOfUnit, ReferredUnit, requireStanding } from './unit-standing.ts'
export { InvalidInput, refuse, refuseText, UnitOutOfScope, UserError } from './user-error.ts'
export { placeOf, rotateDataKey, type SealedColumn, Vault, type VaultKeys, wrapDataKeys } from './vault.ts'
