import { type Context, localDateOf } from '@vungxanh/subgraph'
import type { Establishment } from './establishment.ts'
import {
  EstablishmentChange,
  type EstablishmentChangeKind,
  type EstablishmentDetail,
  type FormerRow,
} from './establishment-change.ts'
import type { Room, RoomStay } from './room.ts'

/** Carries out one change of an establishment and remembers what its rows were, so that it can be taken back. */
export class ChangeRecorder {
  readonly #context: Context
  readonly #establishment: Establishment
  readonly #effects: FormerRow[] = []
  readonly #details: EstablishmentDetail[] = []

  constructor(establishment: Establishment, context: Context) {
    this.#context = context
    this.#establishment = establishment
  }

  get hasDetails(): boolean {
    return this.#details.length > 0
  }

  /** A row that the change began: taken back, it ends on the day that it began. */
  began(row: Establishment | Room | RoomStay): void {
    const today = localDateOf(this.#context.now)
    const before = {
      Establishment: { annulledOn: today },
      Room: { closedOn: today },
      RoomStay: { leftOn: 'fromOn' in row ? row.fromOn : today },
    }
    const kind = row.constructor.name as FormerRow['row']
    this.#effects.push({ row: kind, id: row.id, before: before[kind] })
  }

  /** Writes new values into a row. */
  write<T extends Establishment | Room | RoomStay>(row: T, values: Partial<T>): void {
    const before: Record<string, unknown> = {}
    for (const name of Object.keys(values) as (keyof T & string)[]) before[name] = asJson(row[name])
    this.#effects.push({ row: row.constructor.name as FormerRow['row'], id: row.id, before })
    Object.assign(row, values)
  }

  detail(field: string, oldValue: string | null, newValue: string | null): void {
    if (oldValue !== newValue) this.#details.push({ about: this.#establishment.id, field, oldValue, newValue })
  }

  record(kind: EstablishmentChangeKind, reason?: string | null): EstablishmentChange {
    const { em, viewer, now } = this.#context
    return em.create(EstablishmentChange, {
      unitCode: this.#establishment.unitCode,
      establishment: this.#establishment,
      kind,
      reason: reason || null,
      recordedAt: now,
      accountId: viewer.accountId,
      byName: viewer.name,
      byPost: viewer.post,
      details: this.#details,
      effects: this.#effects,
    })
  }
}

/** Sealed bytes in base64, a relation by its id. */
function asJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') }
  if (typeof value === 'object' && value !== null && 'id' in value) return { relation: value.id }
  return value ?? null
}

/** What `asJson` kept, as `em.assign` takes it. */
export function fromJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('bytes' in value && typeof value.bytes === 'string') return Buffer.from(value.bytes, 'base64')
  return 'relation' in value ? value.relation : value
}
