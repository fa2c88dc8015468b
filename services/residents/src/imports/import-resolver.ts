import { LockMode } from '@mikro-orm/core'
import {
  batched,
  type Connection,
  type Context,
  cancelJob,
  connectionOf,
  enqueue,
  InvalidInput,
  isUuid,
  type Job,
  jobStatuses,
  notFound,
  PageArgs,
  page,
  requireInScope,
  UserError,
} from '@vungxanh/subgraph'
import {
  Arg,
  Args,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { openResidentialGroups, ResidentialGroupNumberTaken } from '../groups/open-residential-groups.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { ResidentialGroupInput } from '../groups/residential-group-changes-resolver.ts'
import { ResidenceKind } from '../movements/residence.ts'
import { Person } from '../people/person.ts'
import { personById } from '../people/person-resolver.ts'
import { maskNumber } from '../people/person-rules.ts'
import { readIdentityNumber, readPhone } from './cell-rules.ts'
import { recheck } from './check-batch.ts'
import { ImportBatch, ImportDecision, ImportRow, ImportState, ImportVerdict } from './import-batch.ts'
import { ImportField } from './import-fields.ts'
import { checkImport, commitImport, undoImport } from './import-jobs.ts'
import { ImportGroup, MOST_GROUPS, missingGroupsOf } from './missing-groups.ts'
import { openCells, sealCells } from './sealed-rows.ts'

export const ImportBatchConnection = connectionOf(ImportBatch, 'ImportBatch')
export const ImportRowConnection = connectionOf(ImportRow, 'ImportRow')

const UNDO_HOURS = 24

@ObjectType({ description: 'Số dòng theo kết quả kiểm tra.' })
export class ImportCount {
  @Field(() => ImportVerdict)
  verdict!: ImportVerdict

  @Field(() => Int)
  rows!: number
}

@ObjectType({ description: 'Việc đang chạy nền với danh sách: kiểm tra lại, ghi, hoàn tác.' })
export class ImportProgress {
  @Field(() => Boolean)
  isRunning!: boolean

  @Field(() => Boolean, { description: 'Việc bị lỗi và không ghi gì.' })
  hasFailed!: boolean

  @Field(() => Int)
  done!: number

  @Field(() => Int, { nullable: true })
  total!: number | null

  @Field(() => Int, { description: 'Số dòng khác với lúc xem trước vì sổ đã thay đổi; khi lớn hơn 0 thì chưa ghi gì.' })
  differing!: number

  @Field(() => [Int], { description: 'Những dòng đã được sửa sau khi nhập, nên không hoàn tác.' })
  touched!: number[]
}

@InputType()
export class MapImportInput {
  @Field(() => ID)
  id!: string

  @Field(() => [ImportField])
  mapping!: ImportField[]

  @Field(() => ID, { nullable: true, description: 'Tổ dân phố của những dòng không ghi tổ.' })
  residentialGroupId?: string | null

  @Field(() => ResidenceKind)
  residenceKind!: ResidenceKind
}

@InputType()
export class ImportCellInput {
  @Field(() => Int, { description: 'Cột, tính từ 0.' })
  column!: number

  @Field(() => String)
  text!: string
}

@InputType()
export class CorrectImportRowInput {
  @Field(() => ID)
  rowId!: string

  @Field(() => [ImportCellInput], { description: 'Chỉ những ô đã sửa.' })
  cells!: ImportCellInput[]

  @Field(() => ImportDecision, { nullable: true, description: 'Trống: theo kết quả kiểm tra.' })
  decision?: ImportDecision | null
}

@InputType()
export class OpenImportGroupsInput {
  @Field(() => ID)
  id!: string

  @Field(() => [ResidentialGroupInput], { description: 'Những tổ đã xem trước, với số và tên như danh sách ghi.' })
  groups!: ResidentialGroupInput[]
}

@InputType()
export class ImportInput {
  @Field(() => ID)
  id!: string
}

@ObjectType({ implements: UserError, description: 'Danh sách đã ghi, đã bỏ, hoặc đang được xử lý.' })
export class ImportNotReady extends UserError {
  readonly code = 'ImportNotReady'
}

@ObjectType()
export class ImportSuccess {
  @Field(() => ImportBatch)
  batch!: ImportBatch
}

const done = (batch: ImportBatch): ImportSuccess => Object.assign(new ImportSuccess(), { batch })

export const ImportResult = createUnionType({
  name: 'ImportResult',
  types: () => [ImportSuccess, ImportNotReady, InvalidInput] as const,
})

export const OpenImportGroupsResult = createUnionType({
  name: 'OpenImportGroupsResult',
  types: () => [ImportSuccess, ImportNotReady, ResidentialGroupNumberTaken, InvalidInput] as const,
})

const countsOf = batched<string, ImportCount[]>(async (ids, { em }) => {
  const rows = await em.execute<{ batch: string; verdict: ImportVerdict; rows: number }[]>(
    `select batch_id as batch, verdict, count(*)::int as rows from import_row where batch_id = any (?::uuid[])
     group by batch_id, verdict order by verdict`,
    [`{${ids.join(',')}}`],
  )
  const byBatch = Map.groupBy(rows, ({ batch }) => batch)
  return (id) => (byBatch.get(id) ?? []).map((row) => Object.assign(new ImportCount(), row))
})

const statusOf = batched<string, ImportProgress | null>(async (ids, context) => {
  const statuses = await jobStatuses(context, ids)
  return (id) => {
    const status = statuses.get(id)
    if (!status) return null
    const { state, done: part, total, result } = status
    return Object.assign(new ImportProgress(), {
      isRunning: state === 'WAITING' || state === 'RUNNING',
      hasFailed: state === 'FAILED',
      done: part,
      total,
      differing: Number(result?.differing ?? 0),
      touched: (result?.touched as number[] | undefined) ?? [],
    })
  }
})

@Resolver(() => ImportBatch)
export class ImportResolver {
  @Query(() => ImportBatchConnection, { description: 'Các danh sách đã nhập, mới nhất trước.' })
  importBatches(
    @Arg('unit', () => ID) unit: string,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ImportBatch>> {
    requireInScope(unit, context)
    return page(
      context,
      ImportBatch,
      { unitCode: unit },
      [
        ['receivedAt', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @Query(() => ImportBatch, { nullable: true })
  async importBatch(@Arg('id', () => ID) id: string, @Ctx() { em }: Context): Promise<ImportBatch> {
    const batch = isUuid(id) ? await em.findOne(ImportBatch, { id }) : null
    if (!batch) throw notFound('Không tìm thấy danh sách này trong phạm vi công tác của bạn.')
    return batch
  }

  @FieldResolver(() => [ImportCount])
  counts(@Root() { id }: ImportBatch, @Ctx() context: Context): Promise<ImportCount[]> {
    return countsOf(id, context)
  }

  @FieldResolver(() => ImportProgress, { nullable: true })
  progress(@Root() { job }: ImportBatch, @Ctx() context: Context): Promise<ImportProgress | null> | null {
    return job ? statusOf(job, context) : null
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true })
  residentialGroup(@Root() { residentialGroup }: ImportBatch): Promise<ResidentialGroup> | null {
    return residentialGroup?.loadOrFail() ?? null
  }

  @FieldResolver(() => [ImportGroup], {
    description: `Những tổ mà các dòng nêu và sổ không có, kèm số dòng; tối đa ${MOST_GROUPS + 1}, tổ có số trước.`,
  })
  missingGroups(@Root() { id }: ImportBatch, @Ctx() context: Context): Promise<ImportGroup[]> {
    return missingGroupsOf(id, context)
  }

  @FieldResolver(() => ImportRowConnection)
  rows(
    @Root() { id, unitCode }: ImportBatch,
    @Arg('verdict', () => ImportVerdict, { nullable: true }) verdict: ImportVerdict | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ImportRow>> {
    return page(
      context,
      ImportRow,
      { unitCode, batch: id, ...(verdict && { verdict }) },
      [
        ['line', 'asc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @Mutation(() => ImportResult, { description: 'Ghép lại các cột; danh sách được kiểm tra lại ngay sau đó.' })
  async mapImport(
    @Arg('input', () => MapImportInput) { id, mapping, residentialGroupId, residenceKind }: MapImportInput,
    @Ctx() context: Context,
  ): Promise<typeof ImportResult> {
    const batch = await readyBatch(id, context)
    if (batch instanceof UserError) return batch
    if (mapping.length !== batch.headers.length)
      return new InvalidInput('mapping', 'Hãy chọn cho mỗi cột một nội dung.')
    if (residenceKind === ResidenceKind.ABSENT)
      return new InvalidInput('residenceKind', 'Danh sách nhập là người đang cư trú, không phải tạm vắng.')
    const group = isUuid(residentialGroupId)
      ? await context.em.findOne(ResidentialGroup, { id: residentialGroupId, unitCode: batch.unitCode, closedOn: null })
      : null
    if (residentialGroupId && !group) return new InvalidInput('residentialGroupId', 'Hãy chọn một tổ dân phố.')
    batch.mapping = mapping
    batch.residentialGroup = group ? context.em.getReference(ResidentialGroup, group.id, { wrapped: true }) : null
    batch.residenceKind = residenceKind
    return begin(checkImport, batch, context)
  }

  @Mutation(() => ImportResult, {
    description: 'Sửa ô của một dòng, hoặc quyết định dòng đó; cả danh sách được xét lại.',
  })
  async correctImportRow(
    @Arg('input', () => CorrectImportRowInput) { rowId, cells, decision }: CorrectImportRowInput,
    @Ctx() context: Context,
  ): Promise<typeof ImportResult> {
    const { em, vault } = context
    const row = isUuid(rowId) ? await em.findOne(ImportRow, { id: rowId }) : null
    if (!row) throw notFound('Không tìm thấy dòng này trong phạm vi công tác của bạn.')
    const batch = await readyBatch(row.batch.id, context)
    if (batch instanceof UserError) return batch
    const texts = await openCells(row.id, row.cellsSealed, context)
    for (const { column, text } of cells) {
      if (column < 0 || column >= batch.headers.length || text.length > 256 || text.includes('\0'))
        return new InvalidInput('cells', 'Ô dài tối đa 256 ký tự.')
      texts[column] = text.normalize('NFC').trim()
    }
    for (let column = 0; column < texts.length; column++) texts[column] ??= ''
    row.cellsSealed = sealCells(row.id, texts, vault)
    row.decision = decision ?? null
    await em.flush()
    await recheck(batch, context)
    em.clear()
    return done(await em.findOneOrFail(ImportBatch, { id: batch.id }))
  }

  @Mutation(() => OpenImportGroupsResult, {
    description: 'Mở những tổ mà danh sách nêu và sổ chưa có; danh sách được kiểm tra lại ngay sau đó.',
  })
  async openImportGroups(
    @Arg('input', () => OpenImportGroupsInput) { id, groups }: OpenImportGroupsInput,
    @Ctx() context: Context,
  ): Promise<typeof OpenImportGroupsResult> {
    const batch = await readyBatch(id, context)
    if (batch instanceof UserError) return batch
    const numbers = new Set(groups.map(({ number }) => number))
    if (groups.length === 0 || groups.length > MOST_GROUPS || numbers.size < groups.length)
      return new InvalidInput('groups', `Mỗi lần mở từ 1 đến ${MOST_GROUPS} tổ, mỗi số một lần.`)
    const named = new Set((await missingGroupsOf(batch.id, context)).map(({ number }) => number))
    const other = groups.find(({ number }) => !named.has(number))
    if (other)
      return new InvalidInput('groups', `Danh sách không nêu ${other.name} (số ${other.number}). Hãy tải lại trang.`)
    // Somebody may have opened one of them meanwhile, which is what the list waits for.
    const { unitCode } = batch
    const open = await context.em.find(ResidentialGroup, { unitCode, number: { $in: [...numbers] }, closedOn: null })
    const isOpen = new Set(open.map(({ number }) => number))
    const missing = groups.filter(({ number }) => !isOpen.has(number))
    const opened = await openResidentialGroups(unitCode, missing, context)
    return opened instanceof UserError ? opened : begin(checkImport, batch, context)
  }

  @Mutation(() => ImportResult, { description: 'Ghi danh sách vào sổ: người mới và những thay đổi đã xem trước.' })
  async commitImport(
    @Arg('input', () => ImportInput) { id }: ImportInput,
    @Ctx() context: Context,
  ): Promise<typeof ImportResult> {
    const batch = await readyBatch(id, context)
    if (batch instanceof UserError) return batch
    return begin(commitImport, batch, context)
  }

  @Mutation(() => ImportResult, {
    description: 'Bỏ danh sách đang xem trước, hoặc dừng việc đang ghi; không ghi gì vào sổ.',
  })
  async cancelImport(
    @Arg('input', () => ImportInput) { id }: ImportInput,
    @Ctx() context: Context,
  ): Promise<typeof ImportResult> {
    const seen = await batchFor(id, context)
    // Whatever runs holds the batch until it ends: to be stopped it must not be waited for.
    if (seen.job && (await cancelJob(context, seen.job))) return done(seen)
    const batch = await lockedBatch(id, context)
    if (batch.state !== ImportState.READY)
      return new ImportNotReady('Danh sách đã ghi hoặc đã bỏ. Để rút lại, hãy hoàn tác.')
    batch.state = ImportState.CANCELLED
    return done(batch)
  }

  @Mutation(() => ImportResult, {
    description: 'Hoàn tác cả danh sách trong 24 giờ, nếu chưa ai làm gì thêm với những người đó.',
  })
  async undoImport(
    @Arg('input', () => ImportInput) { id }: ImportInput,
    @Ctx() context: Context,
  ): Promise<typeof ImportResult> {
    const batch = await idleBatch(id, context)
    if (batch instanceof UserError) return batch
    if (batch.state !== ImportState.COMMITTED || !batch.committedAt)
      return new ImportNotReady('Danh sách này chưa ghi hoặc đã hoàn tác.')
    if (context.now.getTime() - batch.committedAt.getTime() > UNDO_HOURS * 3_600_000)
      return new ImportNotReady(`Đã quá ${UNDO_HOURS} giờ từ khi ghi. Hãy sửa từng người bằng biến động.`)
    return begin(undoImport, batch, context)
  }
}

async function batchFor(id: string, { em }: Context): Promise<ImportBatch> {
  const batch = isUuid(id) ? await em.findOne(ImportBatch, { id }) : null
  if (!batch) throw notFound('Không tìm thấy danh sách này trong phạm vi công tác của bạn.')
  return batch
}

function lockedBatch(id: string, { em }: Context): Promise<ImportBatch> {
  return em.findOneOrFail(ImportBatch, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
}

/** A batch that nothing runs with, locked. Whoever comes while something does is told so, and does not wait for it. */
async function idleBatch(id: string, context: Context): Promise<ImportBatch | ImportNotReady> {
  const busy = new ImportNotReady('Danh sách đang được xử lý. Hãy chờ xong.')
  if (await isRunning(await batchFor(id, context), context)) return busy
  const batch = await lockedBatch(id, context)
  return (await isRunning(batch, context)) ? busy : batch
}

async function isRunning({ job }: ImportBatch, context: Context): Promise<boolean> {
  const status = job ? (await jobStatuses(context, [job])).get(job) : undefined
  return status?.state === 'WAITING' || status?.state === 'RUNNING'
}

/** A batch that is being looked at, and that nothing runs with. */
async function readyBatch(id: string, context: Context): Promise<ImportBatch | ImportNotReady> {
  const batch = await idleBatch(id, context)
  if (batch instanceof UserError || batch.state === ImportState.READY) return batch
  return new ImportNotReady('Danh sách đã ghi hoặc đã bỏ. Hãy nhập lại danh sách.')
}

async function begin(
  job: Job<typeof checkImport.payload>,
  batch: ImportBatch,
  context: Context,
): Promise<ImportSuccess> {
  batch.job = await enqueue(context, job, batch.unitCode, { batch: batch.id })
  return done(batch)
}

@Resolver(() => ImportRow)
export class ImportRowResolver {
  @FieldResolver(() => [String], {
    description: 'Các ô như đã gửi hoặc đã sửa. Số giấy tờ và điện thoại đúng dạng được che; cột bỏ qua để trống.',
  })
  async cells(@Root() row: ImportRow, @Ctx() context: Context): Promise<string[]> {
    const { mapping } = await row.batch.loadOrFail()
    const cells = await openCells(row.id, row.cellsSealed, context)
    return mapping.map((field, column) => shown(field, cells[column] ?? ''))
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Người đang có trong sổ mà dòng này nói tới.' })
  person(@Root() { personId }: ImportRow, @Ctx() context: Context): Promise<Person | null> | null {
    return personId ? personById(personId, context) : null
  }
}

/** A number that is right needs nobody's eyes; one that is wrong must be seen to be corrected. */
function shown(field: ImportField, text: string): string {
  if (field === ImportField.IGNORE) return ''
  if (field === ImportField.IDENTITY_NUMBER) {
    const read = readIdentityNumber(text)
    return 'value' in read && read.value ? maskNumber(read.value.identityNumber) : text
  }
  if (field === ImportField.PHONE) {
    const read = readPhone(text)
    return 'value' in read && read.value ? maskNumber(read.value) : text
  }
  return text
}
