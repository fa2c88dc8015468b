import { LockMode } from '@mikro-orm/core'
import {
  badUserInput,
  type Context,
  InvalidInput,
  isUuid,
  notFound,
  requireInScope,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql'
import { LifeEvent, LifeEventKind, LifeEventPerson } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { turnRound } from '../movements/life-event-resolver.ts'
import { refuseUndo } from '../movements/life-event-rules.ts'
import { EventUndone, UndoTooLate } from '../movements/refusals.ts'
import { ResidenceKind } from '../movements/residence.ts'
import { absenceToEnd } from '../movements/subjects.ts'
import { Person } from '../people/person.ts'
import { tidyText } from '../people/search-key.ts'
import { BulkEdit, BulkEditKind } from './bulk-edit.ts'
import {
  changeHouseholds,
  type HouseholdEditKind,
  householdsChangedSince,
  isOfHouseholds,
  recordEdits,
  restoreHouseholds,
} from './bulk-edit-households.ts'
import {
  BulkEditChange,
  BulkEditInput,
  BulkEditRefusal,
  changesOf,
  homeOf,
  type PersonRow,
  planOf,
  refusalsOf,
} from './bulk-edit-plan.ts'
import { Household } from './household.ts'
import { HouseholdEdit } from './household-edit.ts'
import { lockHouseholds } from './open-household.ts'

const SHOWN_BATCHES = 20
const NAMED = 10

@ObjectType({ description: 'Việc sửa sẽ đổi đúng những dòng nào, và dòng nào không đổi được.' })
export class BulkEditPreview {
  @Field(() => [BulkEditChange])
  changes!: BulkEditChange[]

  @Field(() => [BulkEditRefusal])
  refused!: BulkEditRefusal[]
}

@InputType()
export class ApplyBulkEditInput {
  @Field(() => BulkEditInput)
  edit!: BulkEditInput

  @Field(() => Int, { description: 'Số dòng mà bản xem trước nói sẽ đổi.' })
  expected!: number
}

@ObjectType()
export class BulkEditSuccess {
  @Field(() => BulkEdit)
  bulkEdit!: BulkEdit
}

@ObjectType({ implements: UserError, description: 'Sổ đã đổi sau khi xem trước.' })
export class PreviewOutdated extends UserError {
  readonly code = 'PreviewOutdated'

  @Field(() => Int, { description: 'Số dòng sẽ đổi lúc này.' })
  changes: number

  constructor(changes: number) {
    super(`Sổ vừa thay đổi: lúc này sẽ đổi ${changes} dòng. Hãy xem trước lại rồi lưu.`)
    this.changes = changes
  }
}

@ObjectType({ implements: UserError, description: 'Có dòng của lần sửa này đã được ghi thêm việc khác.' })
export class ChangedSince extends UserError {
  readonly code = 'ChangedSince'

  @Field(() => [String])
  names: string[]

  constructor(names: string[]) {
    const more = names.length > NAMED ? ` và ${names.length - NAMED} dòng nữa` : ''
    super(`Sau lần sửa này đã có việc khác của ${names.slice(0, NAMED).join(', ')}${more}. Hãy sửa từng dòng.`)
    this.names = names
  }
}

export const ApplyBulkEditResult = createUnionType({
  name: 'ApplyBulkEditResult',
  types: () => [BulkEditSuccess, PreviewOutdated, InvalidInput, UnitOutOfScope] as const,
})

export const UndoBulkEditResult = createUnionType({
  name: 'UndoBulkEditResult',
  types: () => [BulkEditSuccess, ChangedSince, EventUndone, UndoTooLate] as const,
})

const succeeded = (bulkEdit: BulkEdit): BulkEditSuccess => Object.assign(new BulkEditSuccess(), { bulkEdit })

@Resolver()
export class BulkEditResolver {
  @Query(() => BulkEditPreview, { description: 'Xem trước một lần sửa nhiều dòng; chưa ghi gì.' })
  async bulkEditPreview(
    @Arg('input', () => BulkEditInput) input: BulkEditInput,
    @Ctx() context: Context,
  ): Promise<BulkEditPreview> {
    requireInScope(input.unit, context)
    const plan = await planOf(input, false, context)
    if (plan instanceof UserError) throw badUserInput(plan.message, { argument: plan.field })
    return { changes: changesOf(plan), refused: refusalsOf(plan) }
  }

  @Query(() => [BulkEdit], { description: 'Những lần sửa nhiều dòng gần đây, mới nhất trước.' })
  bulkEdits(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<BulkEdit[]> {
    requireInScope(unit, context)
    return context.em.find(
      BulkEdit,
      { unitCode: unit },
      { orderBy: { recordedAt: 'desc', id: 'asc' }, limit: SHOWN_BATCHES },
    )
  }

  @Mutation(() => ApplyBulkEditResult, {
    description: 'Sửa đúng những dòng mà bản xem trước nói, một lần; dòng không đổi được thì để nguyên.',
  })
  async applyBulkEdit(
    @Arg('input', () => ApplyBulkEditInput) { edit, expected }: ApplyBulkEditInput,
    @Ctx() context: Context,
  ): Promise<typeof ApplyBulkEditResult> {
    const { em, viewer, now } = context
    if (!viewer.units.includes(edit.unit)) return new UnitOutOfScope(edit.unit)
    const plan = await planOf(edit, true, context)
    if (plan instanceof UserError) return plan
    const changed = changesOf(plan).length
    if (changed !== expected || changed === 0) return new PreviewOutdated(changed)
    const effects = {
      events: await changePersons(plan.persons, edit, context),
      ...(await changeHouseholds(plan.households, edit, context)),
    }
    const bulkEdit = em.create(BulkEdit, {
      unitCode: edit.unit,
      kind: edit.kind,
      changed,
      recordedAt: now,
      accountId: viewer.accountId,
      byName: viewer.name,
      effects,
    })
    recordEdits(plan.households, bulkEdit, context)
    return succeeded(bulkEdit)
  }

  @Mutation(() => UndoBulkEditResult, {
    description: 'Hủy cả một lần sửa, trong ngày, khi chưa có việc khác của những dòng đó.',
  })
  async undoBulkEdit(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<typeof UndoBulkEditResult> {
    const { em, viewer, now } = context
    const bulkEdit = isUuid(id)
      ? await em.findOne(BulkEdit, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
      : null
    if (!bulkEdit) throw notFound('Không tìm thấy lần sửa này trong phạm vi công tác của bạn.')
    const refusal = refuseUndo(bulkEdit, now)
    if (refusal) return refusal
    const events = await em.find(LifeEvent, { id: { $in: bulkEdit.effects.events }, undoneAt: null })
    const names = [
      ...(await personsChangedSince(events, context)),
      ...(await householdsChangedSince(bulkEdit, context)),
    ]
    if (names.length > 0) return new ChangedSince(names)
    for (const event of events) {
      await turnRound(event, context)
      event.undoneAt = now
      event.undoneByName = viewer.name
    }
    await restoreHouseholds(bulkEdit, context)
    for (const undone of [bulkEdit, ...(await em.find(HouseholdEdit, { bulkEdit }))]) {
      undone.undoneAt = now
      undone.undoneByName = viewer.name
    }
    return succeeded(bulkEdit)
  }
}

const eventKinds: Record<Exclude<BulkEditKind, HouseholdEditKind>, LifeEventKind> = {
  RELATION: LifeEventKind.RELATION_CHANGED,
  RESIDENCE_KIND: LifeEventKind.RESIDENCE_CHANGED,
  ABSENCE: LifeEventKind.ABSENT,
  RETURN: LifeEventKind.RETURNED,
}

/** One event for each household, as if somebody had gone from page to page; answers with their ids. */
async function changePersons(
  rows: readonly PersonRow[],
  { kind, on, residenceKind, relation, place }: BulkEditInput,
  context: Context,
): Promise<string[]> {
  if (isOfHouseholds(kind)) return []
  const changing = rows.flatMap(({ target, change }) =>
    change && target.member ? [{ ...target, member: target.member }] : [],
  )
  const ids = [...new Set(changing.map(({ member }) => member.household.id))]
  await lockHouseholds(ids, context)
  const households = await context.em.find(Household, { id: { $in: ids } })
  const batches = households.map((household) => ({
    household,
    recorder: new LifeEventRecorder(on, context),
    members: changing.filter(({ member }) => member.household.id === household.id),
  }))
  if (kind === BulkEditKind.RELATION) {
    for (const { recorder, members } of batches) for (const { member } of members) recorder.leave(member)
    // One membership at a time: those must have ended before these go on.
    await context.em.flush()
  }
  return batches.map(({ household, recorder, members }) => {
    for (const subject of members) {
      const { person, member, residences } = subject
      if (kind === BulkEditKind.RELATION && relation) {
        recorder.relate(member, person, household, relation)
        continue
      }
      if (kind === BulkEditKind.ABSENCE) recorder.reside(person, household, { kind: ResidenceKind.ABSENT })
      const ending = kind === BulkEditKind.RETURN ? absenceToEnd(residences, on) : homeOf(subject, on)
      if (kind !== BulkEditKind.ABSENCE && ending) {
        const toOn = ending.toOn ?? null
        recorder.end(ending)
        if (kind === BulkEditKind.RESIDENCE_KIND && residenceKind)
          recorder.reside(person, household, { kind: residenceKind, toOn })
      }
    }
    const participants = members.map(({ person, member }) => ({
      person,
      ...(kind === BulkEditKind.RELATION && relation ? { relation, formerRelation: member.relation } : {}),
    }))
    const where = {
      unitCode: household.unitCode,
      household,
      place: kind === BulkEditKind.ABSENCE ? tidyText(place ?? '') : null,
    }
    return recorder.record(eventKinds[kind], participants, where).id
  })
}

/** Who of these events had another event since: one statement, however many there are. */
async function personsChangedSince(events: readonly LifeEvent[], context: Context): Promise<string[]> {
  const { em } = context
  const [first] = events
  if (!first) return []
  const ids = events.map(({ id }) => id)
  await lockHouseholds(
    events.map(({ household }) => household?.id),
    context,
  )
  const participants = await em.find(LifeEventPerson, { event: { $in: ids } })
  const persons = participants.map(({ person }) => person.id)
  await em.find(Person, { id: { $in: persons } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE })
  const later = await em.find(
    LifeEventPerson,
    {
      person: { $in: persons },
      event: { id: { $nin: ids }, undoneAt: null, recordedAt: { $gte: first.recordedAt } },
    },
    { populate: ['person'] },
  )
  return [...new Set(later.map(({ person }) => person.getEntity().fullName))]
}
