import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataClasses } from '@vungxanh/access'
import { z } from 'zod'
import { type Department, root } from '../platform/paths.ts'

const ruleSchema = z.object({
  name: z.string(),
  title: z.string(),
  dataClass: z.enum(dataClasses),
  inForceFrom: z.iso.date(),
  /** Whole years from the event that the rule's query asks for. */
  keepYears: z.int().positive(),
  source: z.string(),
  verified: z.boolean(),
  /** Ids of what is due; `$1` is the day before which the event lies. */
  choose: z.string(),
  /** Children before parents; `chosen` has the ids. */
  erase: z.array(z.object({ table: z.string(), where: z.string() })).min(1),
})

const retentionSchema = z.object({
  rules: z.array(ruleSchema),
  /** Tables that this command leaves alone, and why. */
  kept: z.array(z.object({ tables: z.array(z.string()), reason: z.string() })),
})

export type RetentionRule = z.infer<typeof ruleSchema>
export type Retention = z.infer<typeof retentionSchema>

/** How long each department keeps what, as it says itself. */
export function readRetention(department: Department): Retention {
  return retentionSchema.parse(JSON.parse(readFileSync(join(root, 'services', department, 'retention.json'), 'utf8')))
}

/** The version of each rule in force on a day. */
export function rulesOn({ rules }: Retention, on: string): RetentionRule[] {
  const newest = new Map<string, RetentionRule>()
  for (const rule of rules) {
    const known = newest.get(rule.name)
    if (rule.inForceFrom <= on && (!known || known.inForceFrom < rule.inForceFrom)) newest.set(rule.name, rule)
  }
  return [...newest.values()]
}

/** The day before which an event is so long ago that its rows are due. 29 February becomes the 28th. */
export function dueBefore(keepYears: number, on: string): string {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year - keepYears, month, 0)).getUTCDate()
  return new Date(Date.UTC(year - keepYears, month - 1, Math.min(day, lastOfMonth))).toISOString().slice(0, 10)
}
