import { LockMode } from '@mikro-orm/core'
import { type Context, InvalidInput, isUuid, type LocalDate, localDateOf, refuse, refuseText } from '@vungxanh/subgraph'
import { refuseGroupDate } from '../groups/group-rules.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { SelfManagementGroup, SelfManagementMember } from '../groups/self-management-group.ts'
import { refuseAddress } from '../people/person-rules.ts'
import { tidyText } from '../people/search-key.ts'
import { BulkEdit, type BulkEditEffects, BulkEditKind } from './bulk-edit.ts'
import type { BulkEditInput, Row } from './bulk-edit-plan.ts'
import { renamedAddress } from './bulk-edit-rules.ts'
import { Household } from './household.ts'
import { HouseholdEdit, HouseholdEditField } from './household-edit.ts'
import { lockHouseholds } from './open-household.ts'

export interface HouseholdRow extends Row<Household> {
  /** Of whoever is in a self-management group already: this ends. */
  membership?: SelfManagementMember | undefined
}

export type HouseholdEditKind = BulkEditKind.HOUSEHOLD_GROUP | BulkEditKind.ADDRESS | BulkEditKind.SELF_MANAGEMENT_GROUP

export const isOfHouseholds = (kind: BulkEditKind): kind is HouseholdEditKind =>
  kind === BulkEditKind.HOUSEHOLD_GROUP || kind === BulkEditKind.ADDRESS || kind === BulkEditKind.SELF_MANAGEMENT_GROUP

/** What is to become of one household; what it is now stands beside it, or why it stays. */
type Outcome = { from: string; to: string } | { reason: string }

const outcomeRow = (target: Household, outcome: Outcome): HouseholdRow => {
  const { id, code: name } = target
  return 'reason' in outcome
    ? { target, refusal: { id, name, ...outcome } }
    : { target, change: { id, name, ...outcome } }
}

/** What would happen to each of these households, by their codes. */
export async function planHouseholds(
  ids: readonly string[],
  input: BulkEditInput & { kind: HouseholdEditKind },
  lock: boolean,
  context: Context,
): Promise<HouseholdRow[] | InvalidInput> {
  if (lock) await lockHouseholds(ids, context)
  const households = await context.em.find(
    Household,
    { id: { $in: [...ids] }, unitCode: input.unit },
    { populate: ['residentialGroup'], orderBy: { code: 'asc' }, refresh: true },
  )
  switch (input.kind) {
    case BulkEditKind.HOUSEHOLD_GROUP:
      return planGroup(households, input, lock, context)
    case BulkEditKind.ADDRESS:
      return planAddress(households, input)
    case BulkEditKind.SELF_MANAGEMENT_GROUP:
      return planMembership(households, input, context)
  }
}

const gone: Outcome = { reason: 'Hộ không còn trong sổ.' }

async function planGroup(
  households: Household[],
  { unit, residentialGroupId: id }: BulkEditInput,
  lock: boolean,
  { em }: Context,
): Promise<HouseholdRow[] | InvalidInput> {
  // Locked when it is done: of one who closes the group and one who fills it, one waits for the other.
  const group = isUuid(id)
    ? await em.findOne(
        ResidentialGroup,
        { id, unitCode: unit, closedOn: null },
        lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {},
      )
    : null
  if (!group) return new InvalidInput('residentialGroupId', 'Hãy chọn tổ dân phố mới.')
  // A self-management group is of one residential group: whoever leaves that leaves it as well.
  const left = await em.find(
    SelfManagementMember,
    {
      household: { $in: households.map((household) => household.id) },
      toOn: null,
      group: { residentialGroup: { $ne: group.id } },
    },
    { populate: ['group'], refresh: true },
  )
  const byHousehold = new Map(left.map((membership) => [membership.household.id, membership]))
  return households.map((household) => {
    const former = household.residentialGroup.getEntity()
    if (household.dissolvedOn) return outcomeRow(household, gone)
    if (former.id === group.id) return outcomeRow(household, { reason: `Hộ đang ở ${group.name}.` })
    const { change, ...row } = outcomeRow(household, { from: former.name, to: group.name })
    const membership = byHousehold.get(household.id)
    return { ...row, change: change && { ...change, leaves: membership?.group.getEntity().name ?? null }, membership }
  })
}

function planAddress(
  households: Household[],
  { addressFrom, addressTo }: BulkEditInput,
): HouseholdRow[] | InvalidInput {
  const [from, to] = [tidyText(addressFrom ?? ''), tidyText(addressTo ?? '')]
  const refusal = refuse(
    from === '' ? new InvalidInput('addressFrom', 'Hãy nhập phần địa chỉ đang ghi, ví dụ tên đường cũ.') : undefined,
    to === '' ? new InvalidInput('addressTo', 'Hãy nhập phần địa chỉ mới thay vào.') : undefined,
    refuseText('addressFrom', 'Phần đang ghi', from, 200),
    refuseText('addressTo', 'Phần mới', to, 200),
  )
  if (refusal) return refusal
  return households.map((household) => {
    if (household.dissolvedOn) return outcomeRow(household, gone)
    const renamed = renamedAddress(household.address, from, to)
    if (renamed === undefined)
      return outcomeRow(household, { reason: `Địa chỉ “${household.address}” không có “${from}”.` })
    const tooLong = refuseAddress(renamed)
    if (tooLong) return outcomeRow(household, { reason: tooLong.message })
    return outcomeRow(household, { from: household.address, to: renamed })
  })
}

async function planMembership(
  households: Household[],
  { unit, selfManagementGroupId: id, on }: BulkEditInput,
  { em, now }: Context,
): Promise<HouseholdRow[] | InvalidInput> {
  const group = isUuid(id)
    ? await em.findOne(
        SelfManagementGroup,
        { id, unitCode: unit, dissolvedOn: null },
        { populate: ['residentialGroup'] },
      )
    : null
  if (!group) return new InvalidInput('selfManagementGroupId', 'Hãy chọn tổ tự quản đang hoạt động.')
  const today = localDateOf(now)
  const refusal = refuseGroupDate(on, today, group.foundedOn)
  if (refusal) return refusal
  const standing = await em.find(
    SelfManagementMember,
    { household: { $in: households.map((household) => household.id) } },
    { populate: ['group'], refresh: true },
  )
  const byHousehold = Map.groupBy(standing, ({ household }) => household.id)
  const place = group.residentialGroup.getEntity()
  return households.map((household) => {
    const own = byHousehold.get(household.id) ?? []
    const membership = own.find(({ toOn }) => !toOn)
    const former = membership?.group.getEntity()
    const since = own.map(({ fromOn, toOn }): LocalDate => toOn ?? fromOn)
    const tooEarly = refuseGroupDate(on, today, since.toSorted().at(-1))
    if (household.dissolvedOn) return outcomeRow(household, gone)
    if (household.residentialGroup.id !== place.id)
      return outcomeRow(household, { reason: `Hộ không ở ${place.name}, là nơi của ${group.name}.` })
    if (former?.id === group.id) return outcomeRow(household, { reason: `Hộ đang ở ${group.name}.` })
    if (tooEarly) return outcomeRow(household, { reason: tooEarly.message })
    return { ...outcomeRow(household, { from: former?.name ?? 'UNGROUPED', to: group.name }), membership }
  })
}

/** Nobody moves, so none of these is an event in anybody's life. */
export async function changeHouseholds(
  rows: readonly HouseholdRow[],
  { unit: unitCode, kind, on, residentialGroupId, selfManagementGroupId }: BulkEditInput,
  context: Context,
): Promise<Omit<BulkEditEffects, 'events'>> {
  const { em } = context
  const changing = rows.flatMap(({ target, change, membership }) => (change ? [{ target, change, membership }] : []))
  if (kind === BulkEditKind.HOUSEHOLD_GROUP && residentialGroupId) {
    const group = em.getReference(ResidentialGroup, residentialGroupId, { wrapped: true })
    const households = changing.map(({ target }) => ({
      id: target.id,
      from: target.residentialGroup.id,
      to: residentialGroupId,
    }))
    for (const { target } of changing) target.residentialGroup = group
    const memberships = changing.flatMap(({ membership }) =>
      membership ? [{ opened: null, ended: endMembership(membership, on) }] : [],
    )
    return { households, memberships }
  }
  if (kind === BulkEditKind.ADDRESS) {
    const addresses = changing.map(({ target, change }) => ({ id: target.id, from: target.address, to: change.to }))
    for (const { target, change } of changing) target.address = change.to
    return { households: [], addresses }
  }
  if (kind === BulkEditKind.SELF_MANAGEMENT_GROUP && selfManagementGroupId) {
    const group = em.getReference(SelfManagementGroup, selfManagementGroupId)
    for (const { membership } of changing) if (membership) endMembership(membership, on)
    // One membership at a time: those must have ended before these begin.
    await em.flush()
    const memberships = changing.map(({ target: household, membership }) => ({
      opened: em.create(SelfManagementMember, { unitCode, group, household, fromOn: on }).id,
      ended: membership?.id ?? null,
    }))
    return { households: [], memberships }
  }
  return { households: [] }
}

interface Edited {
  field: HouseholdEditField
  oldValue: string | null
  newValue: string | null
}

/** What the book said of this household before and says from now on. */
function editsOf({ change, membership }: HouseholdRow, kind: BulkEditKind): Edited[] {
  if (!change) return []
  const former = membership?.group.getEntity().name ?? null
  if (kind === BulkEditKind.SELF_MANAGEMENT_GROUP)
    return [{ field: HouseholdEditField.SELF_MANAGEMENT_GROUP, oldValue: former, newValue: change.to }]
  const field = kind === BulkEditKind.ADDRESS ? HouseholdEditField.ADDRESS : HouseholdEditField.RESIDENTIAL_GROUP
  const left = { field: HouseholdEditField.SELF_MANAGEMENT_GROUP, oldValue: former, newValue: null }
  return [{ field, oldValue: change.from, newValue: change.to }, ...(membership ? [left] : [])]
}

/** For the history of each household, with who did it and when. */
export function recordEdits(rows: readonly HouseholdRow[], bulkEdit: BulkEdit, { em, viewer }: Context): void {
  const { unitCode, kind, recordedAt, accountId, byName } = bulkEdit
  for (const row of rows)
    for (const edited of editsOf(row, kind))
      em.create(HouseholdEdit, {
        unitCode,
        bulkEdit: em.getReference(BulkEdit, bulkEdit.id, { wrapped: true }),
        household: em.getReference(Household, row.target.id, { wrapped: true }),
        ...edited,
        recordedAt,
        accountId,
        byName,
        byPost: viewer.post,
      })
}

/** Whoever joined after that day was never a member. */
function endMembership(membership: SelfManagementMember, on: LocalDate): string {
  membership.toOn = on < membership.fromOn ? membership.fromOn : on
  return membership.id
}

/** Which households, by their codes, are no longer as the batch left them. */
export async function householdsChangedSince({ effects }: BulkEdit, context: Context): Promise<string[]> {
  const { em } = context
  const { households: moved, addresses = [], memberships = [] } = effects
  const opened = await em.find(
    SelfManagementMember,
    { id: { $in: memberships.flatMap((one) => one.opened ?? []) } },
    { populate: ['household'] },
  )
  const former = await em.find(
    SelfManagementMember,
    { id: { $in: memberships.flatMap(({ ended }) => ended ?? []) } },
    { populate: ['group'] },
  )
  // Where nothing began for what ended, something else may have since.
  const kept = new Set(opened.map(({ id }) => id))
  const joined = await em.find(
    SelfManagementMember,
    { household: { $in: former.map(({ household }) => household.id) }, toOn: null },
    { populate: ['household'] },
  )
  const ids = [...moved, ...addresses].map(({ id }) => id)
  await lockHouseholds([...ids, ...opened.map(({ household }) => household.id)], context)
  // Where they came from may have been closed since, once it was empty.
  const left = await em.find(
    ResidentialGroup,
    { id: { $in: moved.map(({ from }) => from) } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
  const groups = new Map(moved.map(({ id, to }) => [id, to]))
  const written = new Map(addresses.map(({ id, to }) => [id, to]))
  const households = await em.find(Household, { id: { $in: ids } }, { refresh: true })
  const isChanged = ({ id, residentialGroup, address, dissolvedOn }: Household): boolean =>
    Boolean(dissolvedOn) ||
    residentialGroup.id !== (groups.get(id) ?? residentialGroup.id) ||
    address !== (written.get(id) ?? address)
  return [
    ...households.filter(isChanged).map(({ code }) => code),
    ...left.filter(({ closedOn }) => closedOn).map(({ name }) => name),
    ...opened.filter(({ toOn }) => toOn).map(({ household }) => household.getEntity().code),
    ...joined.filter(({ id }) => !kept.has(id)).map(({ household }) => household.getEntity().code),
    ...new Set(former.flatMap(({ group }) => (group.getEntity().dissolvedOn ? [group.getEntity().name] : []))),
  ]
}

/** The households of a batch as they were before it. */
export async function restoreHouseholds({ effects }: BulkEdit, { em }: Context): Promise<void> {
  const { households: moved, addresses = [], memberships = [] } = effects
  const groups = new Map(moved.map(({ id, from }) => [id, from]))
  const written = new Map(addresses.map(({ id, from }) => [id, from]))
  for (const household of await em.find(Household, { id: { $in: [...groups.keys(), ...written.keys()] } })) {
    const group = groups.get(household.id)
    if (group) household.residentialGroup = em.getReference(ResidentialGroup, group, { wrapped: true })
    household.address = written.get(household.id) ?? household.address
  }
  const opened = { id: { $in: memberships.flatMap((one) => one.opened ?? []) } }
  for (const membership of await em.find(SelfManagementMember, opened)) membership.toOn = membership.fromOn
  await em.flush()
  const ended = { id: { $in: memberships.flatMap((one) => one.ended ?? []) } }
  for (const membership of await em.find(SelfManagementMember, ended)) membership.toOn = null
}
