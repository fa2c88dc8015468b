import type { EntityManager } from '@mikro-orm/postgresql'
import type { Viewer } from '@vungxanh/access'
import { localDateOf } from '@vungxanh/subgraph/business-time'
import { Account } from '../accounts/account.ts'
import { mayReview, reviewWorkingDays, workingDaysAfter } from '../break-glass/break-glass-rules.ts'
import { forbidden, notFound } from '../refusal.ts'
import { AdministrationEvent } from './administration-event.ts'

// An administrator sees no residents, but makes those who do. What could be a way around that is told at once to those who
// answer for the unit's data, and to the person in whose name it could be done.

const resets = ['PASSWORD_RESET', 'SECOND_FACTOR_RESET'] as const
const watched = ['ASSIGNMENT_CREATED', ...resets] as const

const dayMs = 24 * 60 * 60 * 1000
/** Longer than three working days ever are. */
const longestNoticeMs = 7 * dayMs
const resetsAreShownMs = 30 * dayMs

export interface Notice {
  event: AdministrationEvent
  account: Account
}

/** What the viewer has not looked at yet, of the last working days, newest first. Nothing for other posts. */
export async function findNotices(em: EntityManager, viewer: Viewer, now: Date): Promise<Notice[]> {
  if (!mayReview(viewer.role)) return []
  const units = `{${viewer.units.join(',')}}`
  // Of somebody's own unit, of an administrator's, and of a unit to which somebody is sent.
  const rows: { id: string }[] = await em.execute(
    `select event.id from administration_event event join account on account.id = event.account_id
     where event.action = any (?::text[]) and event.at > ?
       and (account.unit_code = any (?::text[]) or event.unit_code = any (?::text[])
         or jsonb_exists_any(event.details -> 'units', ?::text[]))
       and not exists (select from notice_read where event_id = event.id and account_id = ?)`,
    [`{${watched.join(',')}}`, new Date(now.getTime() - longestNoticeMs), units, units, units, viewer.accountId],
  )
  if (rows.length === 0) return []
  const events = await em.find(
    AdministrationEvent,
    { id: { $in: rows.map(({ id }) => id) } },
    { orderBy: { id: 'desc' } },
  )
  const accounts = await em.find(Account, { id: { $in: events.flatMap(({ accountId }) => accountId ?? []) } })
  const byId = new Map(accounts.map((account) => [account.id, account]))
  const today = localDateOf(now)
  return events
    .filter(({ at }) => workingDaysAfter(localDateOf(at), reviewWorkingDays) >= today)
    .filter(({ details }) => opensPersons(details.role))
    .flatMap((event) => {
      const account = byId.get(event.accountId ?? '')
      return account ? [{ event, account }] : []
    })
}

/** Analysts see no persons. A new administrator sees none either, but makes those who do. */
function opensPersons(role: unknown): boolean {
  return role !== 'ANALYST'
}

export async function markAsRead(em: EntityManager, viewer: Viewer, id: string, now: Date): Promise<void> {
  if (!mayReview(viewer.role)) throw forbidden('Chỉ Trưởng Ban Chỉ đạo hoặc cán bộ bảo vệ dữ liệu nhận thông báo này.')
  const known = (await findNotices(em, viewer, now)).some(({ event }) => event.id === id)
  if (!known) throw notFound('thông báo')
  await em.execute('insert into notice_read (account_id, event_id, at) values (?, ?, ?) on conflict do nothing', [
    viewer.accountId,
    id,
    now,
  ])
}

/** When an administrator gave the account another password or took its device away. Nobody can make these unseen. */
export function findResets(em: EntityManager, accountId: string, now: Date): Promise<AdministrationEvent[]> {
  return em.find(
    AdministrationEvent,
    { accountId, action: { $in: [...resets] }, at: { $gt: new Date(now.getTime() - resetsAreShownMs) } },
    { orderBy: { id: 'desc' }, limit: 20 },
  )
}
