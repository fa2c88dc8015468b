import type { ChangeSet } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { Viewer } from '@vungxanh/access'
import { idsIn } from '../access/ids-in.ts'
import { forbidden } from '../errors.ts'
import type { AuditedType } from './audited-type.ts'

/** How many subjects one break-glass assignment may look at, in each department. */
export const emergencySubjects = 50

interface Entered {
  door: string
  args: unknown
  reason?: string
}

interface Change {
  table: string
  op: string
  fields: string[]
  id?: string
  /** Of many rows that were written alike. */
  ids?: string[]
}

/**
 * What one transaction delivered, was asked for, changed and refused. Kept in memory while the request runs and written
 * as one row by the transaction itself: what cannot be written down is not delivered.
 */
export class AuditTrail {
  #reads = new Map<AuditedType, Map<string, number>>()
  #entered: Entered[] = []
  #changes: Change[] = []
  #refusals = new Set<string>()
  #concerned = new Set<string>()
  #emergency: Set<string> | undefined
  operation: string | undefined

  constructor(
    private readonly viewer: Viewer,
    private readonly requestId: string,
  ) {}

  /** @param what in words, where the arguments do not say it: how many rows went out in a file */
  entered(door: string, args: Record<string, unknown>, what?: string): void {
    const isQuery = /^(Query|File)\./.test(door)
    const reason = what ?? (isQuery ? undefined : reasonIn(args))
    this.#entered.push({ door, args: isQuery ? withoutNumbers(args) : idsIn(args), ...(reason && { reason }) })
  }

  /** A subject that no id of the request names and no field will. */
  concerns(subject: string): void {
    this.#concerned.add(subject)
  }

  delivered(type: AuditedType, subject: string, bit: number): void {
    if (this.#emergency && subject !== '') this.#countEmergency(this.#emergency, subject)
    const subjects = this.#reads.get(type)
    if (subjects) subjects.set(subject, (subjects.get(subject) ?? 0) | bit)
    else this.#reads.set(type, new Map([[subject, bit]]))
  }

  changed(changeSets: readonly ChangeSet<object>[]): void {
    for (const { type, meta, entity, payload } of changeSets) {
      const id = 'id' in entity ? String(entity.id) : ''
      this.#changes.push({ table: meta.tableName, id, op: type, fields: Object.keys(payload) })
    }
  }

  /** Rows that a statement of our own wrote, past the ORM: as precise as what is flushed. */
  wrote(table: string, op: 'create' | 'update', ids: readonly string[], fields: string[]): void {
    if (ids.length === 0) return
    const alike = this.#changes.find(
      (change) => change.ids && change.table === table && change.op === op && `${change.fields}` === `${fields}`,
    )
    // Not pushed: ids are arguments then, and a call has an end of those.
    if (alike?.ids) alike.ids = alike.ids.concat(ids)
    else this.#changes.push({ table, op, fields, ids: [...ids] })
  }

  refused(place: string, code: string, args?: Record<string, unknown>): void {
    this.#refusals.add(`${place} ${code}`)
    if (args) this.entered(place, args)
  }

  /** What a mutation wrote before it was refused is undone. */
  forgetChanges(): void {
    this.#changes = []
  }

  /**
   * Under break-glass every further subject counts, those of earlier requests included. One request of an assignment at a
   * time: two at once would each know nothing of what the other delivers.
   */
  async openEmergency(em: SqlEntityManager): Promise<void> {
    await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [this.viewer.assignmentId])
    const rows = await em.execute<{ subject: string }[]>(
      // What was shown, not what was asked for: `subjects` names both.
      `select distinct jsonb_array_elements_text(shown -> 'subjects') as subject
       from audit.event, jsonb_array_elements(content -> 'reads') as shown where assignment = ?`,
      [this.viewer.assignmentId],
    )
    this.#emergency = new Set(rows.map(({ subject }) => subject))
  }

  #countEmergency(seen: Set<string>, subject: string): void {
    if (seen.has(subject)) return
    if (seen.size >= emergencySubjects) {
      this.refused('break-glass', 'LIMIT')
      throw forbidden(`Lần truy cập khẩn cấp này đã xem đủ ${emergencySubjects} đối tượng.`)
    }
    seen.add(subject)
  }

  get isEmpty(): boolean {
    return this.#reads.size + this.#entered.length + this.#changes.length + this.#refusals.size === 0
  }

  /** Writes what has come together since the last row, and begins anew. */
  async write(em: SqlEntityManager, action: 'READ' | 'WRITE'): Promise<void> {
    if (this.isEmpty) return
    const { viewer, requestId } = this
    const all = new Set([...this.#concerned, ...this.#entered.flatMap(({ args }) => idsIn(args))])
    const reads = [...this.#reads].flatMap(([type, subjects]) => {
      for (const subject of subjects.keys()) if (subject !== '') all.add(subject)
      const alike = Map.groupBy(subjects.keys(), (subject) => subjects.get(subject) ?? 0)
      return [...alike].map(([bits, ids]) => ({
        type: type.name,
        fields: type.fieldsOf(bits),
        subjects: ids.filter(Boolean),
      }))
    })
    const content = {
      ...(this.#entered.length > 0 && { doors: this.#entered }),
      ...(reads.length > 0 && { reads }),
      ...(this.#changes.length > 0 && { changes: this.#changes }),
      ...(this.#refusals.size > 0 && { refusals: [...this.#refusals] }),
    }
    const isOnlyRefusal = this.#refusals.size > 0 && this.#reads.size === 0 && this.#changes.length === 0
    await em.execute(
      `insert into audit.event (request, operation, action, account, name, role, post, organisation, assignment, purpose, units, subjects, content)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::uuid[], ?::jsonb)`,
      [
        requestId,
        this.operation ?? null,
        isOnlyRefusal ? 'REFUSED' : action,
        viewer.accountId,
        viewer.name,
        viewer.role,
        viewer.post,
        viewer.organisation,
        viewer.assignmentId,
        viewer.purpose,
        arrayLiteral(viewer.units),
        arrayLiteral(all),
        JSON.stringify(content).replaceAll('\\u0000', '\\ufffd'),
      ],
    )
    this.#reads = new Map()
    this.#entered = []
    this.#changes = []
    this.#refusals = new Set()
    this.#concerned = new Set()
  }
}

function arrayLiteral(values: Iterable<string>): string {
  return `{${[...values].map((value) => JSON.stringify(value)).join(',')}}`
}

/** A mutation's input is in the rows it wrote; its reason, where it asks for one, is nowhere else. */
function reasonIn({ input }: Record<string, unknown>): string | undefined {
  const reason = typeof input === 'object' && input !== null && 'reason' in input ? input.reason : undefined
  return typeof reason === 'string' ? reason.toWellFormed() : undefined
}

/** The words of a search stay, because whoever reviews it must know what was looked for; numbers of papers and telephones do not. */
function withoutNumbers(value: unknown): unknown {
  if (typeof value === 'string') {
    return idsIn(value).length > 0
      ? value
      : value
          .slice(0, 200)
          // However it is typed: 0912.345.678 is a telephone as well.
          .replace(/\d(?:[ .-]?\d){7,}/g, (number) => number.slice(0, -3).replace(/\d/g, '*') + number.slice(-3))
          // Half of a character, sent so or cut so: PostgreSQL holds none.
          .toWellFormed()
  }
  if (Array.isArray(value)) return value.map(withoutNumbers)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([key, item]) => [key, withoutNumbers(item)]),
  )
}
