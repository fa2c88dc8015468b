import { LockMode } from '@mikro-orm/core'
import {
  type Connection,
  type Context,
  conflictOfInterest,
  connectionOf,
  DateTime,
  InvalidInput,
  isUuid,
  keepAliases,
  localDateOf,
  notFound,
  PageArgs,
  page,
  publish,
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
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { personsMerged, personsUnmerged } from '../events.ts'
import { LifeEventKind, LifeEventPart, LifeEventPerson } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { Person } from '../people/person.ts'
import { DuplicateState } from './duplicate-pair.ts'
import { decide, lockPair } from './duplicate-resolver.ts'
import { refreshPairsOf } from './keep-pairs.ts'
import { exchangePhones, mergePeople } from './merge-people.ts'
import { firstChanged, restore } from './merge-recorder.ts'
import { refuseDeaths, refuseUndoMerge, undoUntil } from './merge-rules.ts'
import { MergeField, PersonMerge, type Touched } from './person-merge.ts'
import {
  ChangedSinceMerge,
  DeathsDiffer,
  EntryGone,
  HouseholdChoiceNeeded,
  MergeUndone,
  OneHasDied,
  PairDecided,
  UndoMergeTooLate,
} from './refusals.ts'

export const PersonMergeConnection = connectionOf(PersonMerge, 'PersonMerge')

@InputType()
export class MergePersonsInput {
  @Field(() => ID)
  pairId!: string

  @Field(() => ID, { description: 'Lần ghi được giữ; lần kia được gộp vào đây.' })
  survivorId!: string

  @Field(() => [MergeField], { description: 'Những điều lấy theo lần ghi kia; còn lại giữ theo lần ghi được giữ.' })
  take!: MergeField[]

  @Field(() => ID, {
    nullable: true,
    description: 'Người này ở hộ của lần ghi nào; cần khi hai lần ghi ở hai hộ.',
  })
  livesWithId?: string | null
}

@ObjectType()
export class PersonMergeSuccess {
  @Field(() => PersonMerge)
  merge!: PersonMerge
}

export const MergePersonsResult = createUnionType({
  name: 'MergePersonsResult',
  types: () =>
    [
      PersonMergeSuccess,
      PairDecided,
      EntryGone,
      HouseholdChoiceNeeded,
      DeathsDiffer,
      OneHasDied,
      InvalidInput,
    ] as const,
})

export const UndoMergeResult = createUnionType({
  name: 'UndoMergeResult',
  types: () => [PersonMergeSuccess, MergeUndone, UndoMergeTooLate, ChangedSinceMerge] as const,
})

const changedThings: Record<Touched['table'], string> = {
  Person: 'tên, ngày sinh, giới tính hoặc số điện thoại',
  Household: 'hộ',
  HouseholdMember: 'việc ở hộ nào',
  Residence: 'tình trạng cư trú',
  IdentityDocument: 'giấy tờ',
  Arrival: 'khai báo đến',
  SubjectRequest: 'yêu cầu của chủ thể dữ liệu',
  Circumstance: 'diện, hoàn cảnh',
  GroupLeader: 'việc làm tổ trưởng',
  Establishment: 'người phụ trách cơ sở',
  ChangeProposal: 'đề nghị sửa',
  DuplicatePair: 'một cặp nghi trùng khác của người này',
}

@Resolver(() => PersonMerge)
export class MergeResolver {
  @Query(() => PersonMergeConnection, { description: 'Những lần gộp, mới nhất trước.' })
  personMerges(
    @Arg('unit', () => ID) unit: string,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PersonMerge>> {
    requireInScope(unit, context)
    return page(
      context,
      PersonMerge,
      { unitCode: unit },
      [
        ['mergedAt', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => Person)
  survivor(@Root() { survivor }: PersonMerge): Promise<Person> {
    return survivor.loadOrFail()
  }

  @FieldResolver(() => Person)
  absorbed(@Root() { absorbed }: PersonMerge): Promise<Person> {
    return absorbed.loadOrFail()
  }

  @FieldResolver(() => DateTime, { description: 'Hoàn tác được đến lúc này.' })
  undoUntil(@Root() { mergedAt }: PersonMerge): Date {
    return undoUntil(mergedAt)
  }

  @Mutation(() => MergePersonsResult, {
    description:
      'Gộp hai lần ghi của một người: mọi thứ của lần ghi kia theo về lần ghi được giữ. Hoàn tác được trong 24 giờ.',
  })
  async mergePersons(
    @Arg('input', () => MergePersonsInput) { pairId, survivorId, take, livesWithId }: MergePersonsInput,
    @Ctx() context: Context,
  ): Promise<typeof MergePersonsResult> {
    const { em, viewer, now } = context
    const pair = await lockPair(pairId, context)
    if (pair.state !== DuplicateState.OPEN) return new PairDecided(pair.byName)
    const ids = [pair.one.id, pair.other.id]
    if (!ids.includes(survivorId)) return new InvalidInput('survivorId', 'Hãy chọn một trong hai lần ghi để giữ.')
    if (livesWithId && !ids.includes(livesWithId))
      return new InvalidInput('livesWithId', 'Hãy chọn hộ của một trong hai lần ghi.')
    if (ids.some((id) => viewer.kin.includes(id))) throw conflictOfInterest()
    const people = await lockPeople(ids, context)
    const survivor = people.find(({ id }) => id === survivorId)
    const absorbed = people.find(({ id }) => id !== survivorId)
    if (!survivor || !absorbed || survivor.annulledOn || absorbed.annulledOn) return new EntryGone()
    const refusal = refuseDeaths(survivor, absorbed)
    if (refusal) return refusal

    const taken = [...new Set(take)]
    const livesWith = people.find(({ id }) => id === livesWithId)
    decide(pair, DuplicateState.MERGED, context)
    const done = await mergePeople({ survivor, absorbed, taken, livesWith }, context)
    if (done instanceof UserError) return done
    const { unitCode } = pair
    const event = new LifeEventRecorder(localDateOf(now), context).record(
      LifeEventKind.PERSON_MERGED,
      [{ person: survivor }, { person: absorbed, part: LifeEventPart.ABSORBED }],
      { unitCode, household: done.home },
    )
    const { touched } = done.recorder
    const merge = em.create(PersonMerge, {
      unitCode,
      pair,
      event,
      survivor,
      absorbed,
      taken,
      touched,
      mergedAt: now,
      accountId: viewer.accountId,
      byName: viewer.name,
      byPost: viewer.post,
    })
    await tell(personsMerged, touched, 'after', unitCode, context)
    await refreshPairsOf([survivor], context)
    return Object.assign(new PersonMergeSuccess(), { merge })
  }

  @Mutation(() => UndoMergeResult, {
    description: 'Tách lại hai lần ghi đúng như trước khi gộp, trong 24 giờ, khi chưa có thay đổi khác.',
  })
  async undoMerge(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<typeof UndoMergeResult> {
    const { em, viewer, now } = context
    const merge = isUuid(id)
      ? await em.findOne(PersonMerge, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
      : null
    if (!merge) throw notFound('Không tìm thấy lần gộp này trong phạm vi công tác của bạn.')
    const refusal = refuseUndoMerge(merge, now)
    if (refusal) return refusal
    const { survivor, absorbed, touched, taken } = merge
    const ids = [survivor.id, absorbed.id]
    if (ids.some((each) => viewer.kin.includes(each))) throw conflictOfInterest()
    const pair = await lockPair(merge.pair.id, context)
    const people = await lockPeople(ids, context)
    if (await hasLaterEvent(merge, context)) return new ChangedSinceMerge('biến động của người này')
    const changed = await firstChanged(touched, context)
    if (changed) return new ChangedSinceMerge(changedThings[changed])

    await restore(touched, context)
    const [one, other] = people
    if (taken.includes(MergeField.PHONE) && one && other) await exchangePhones(one, other, context)
    Object.assign(pair, {
      state: DuplicateState.OPEN,
      decidedAt: null,
      accountId: null,
      byName: null,
      byPost: null,
    })
    Object.assign(merge, { undoneAt: now, undoneByName: viewer.name })
    Object.assign(await merge.event.loadOrFail(), { undoneAt: now, undoneByName: viewer.name })
    await em.flush()
    await tell(personsUnmerged, touched, 'before', merge.unitCode, context)
    await refreshPairsOf(people, context)
    return Object.assign(new PersonMergeSuccess(), { merge })
  }
}

/**
 * Tells the departments who each entry is now, and keeps it here as well. The merges of a unit are one story: an entry may be
 * merged into one that is merged itself.
 */
async function tell(
  event: typeof personsMerged,
  touched: readonly Touched[],
  state: 'before' | 'after',
  unit: string,
  context: Context,
): Promise<void> {
  const aliases = touched.flatMap(({ table, id, [state]: { mergedInto } }) =>
    table === 'Person' && mergedInto !== undefined ? [{ entry: id, person: mergedInto as string | null }] : [],
  )
  await keepAliases(unit, { aliases }, context)
  await publish(context, event, { subject: `merges of ${unit}`, unit, payload: { aliases } })
}

/** In one order, so that two merges of one person wait for each other. */
function lockPeople(ids: readonly string[], { em }: Context): Promise<Person[]> {
  return em.find(
    Person,
    { id: { $in: [...ids] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
}

/** What happened to the person since then happened to both entries, and could not be told apart. */
async function hasLaterEvent({ survivor, event, mergedAt }: PersonMerge, { em }: Context): Promise<boolean> {
  const later = await em.count(LifeEventPerson, {
    person: survivor.id,
    event: { id: { $ne: event.id }, undoneAt: null, recordedAt: { $gte: mergedAt } },
  })
  return later > 0
}
