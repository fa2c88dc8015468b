import { appointedRoles } from '@vungxanh/access'
import { z } from 'zod'
import { administrationActions } from '../administration/administration-event.ts'
import { longestMinutes, reasonCodes, reviewOutcomes } from '../break-glass/break-glass-rules.ts'
import { Refused } from '../refusal.ts'

const inVietnamese = { error: z.locales.vi().localeError }

/** What came in, or a refusal that names the field. */
export function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value ?? {}, inVietnamese)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Refused(
    400,
    'BAD_USER_INPUT',
    issue?.message ?? 'Yêu cầu không đúng dạng.',
    issue?.path.join('.') || undefined,
  )
}

const id = z.uuid()
/** The database's calendar, and JavaScript's, end elsewhere than a form's. */
const year = /^[12]\d{3}-/
const day = z.iso.date().regex(year)
const moment = z.iso.datetime({ offset: true }).regex(year)
const unit = z.string().regex(/^[0-9]{2,5}$/)
const units = z.array(unit).min(1).max(50)
/** Without the one character that the database cannot keep. */
const kept = z.string().regex(/^[^\0]*$/)
const text = (longest: number) => kept.trim().min(1).max(longest)
const page = { first: z.coerce.number().int().min(1).max(200).default(50) }

export const requests = {
  id: z.object({ id }),
  /** A sign-in is known by the provider's own identifier. */
  sessionId: z.object({ id: text(100) }),
  nothing: z.strictObject({}),
  code: z.strictObject({ code: z.string().regex(/^[0-9]{6}$/) }),
  password: z.strictObject({ current: z.string().min(1).max(200), new: z.string().min(1).max(200) }),
  accounts: z.strictObject({ ...page, search: kept.max(100).optional(), after: kept.max(100).optional() }),
  createAccount: z.strictObject({
    signInName: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9][a-z0-9._@-]{2,63}$/),
    fullName: text(200),
    unit: unit.optional(),
  }),
  kin: z.strictObject({ kin: z.array(id).max(12) }),
  createPost: z.strictObject({
    title: text(200),
    organisation: text(200),
    role: z.enum(appointedRoles),
    unit: unit.optional(),
    units: units.optional(),
  }),
  assign: z.strictObject({ accountId: id, postId: id, validFrom: day, validTo: day.nullish() }),
  deploy: z.strictObject({ accountId: id, postId: id, units, validFrom: day, validTo: day }),
  sessions: z.strictObject({ account: id.optional() }),
  events: z.strictObject({
    ...page,
    from: moment.optional(),
    to: moment.optional(),
    account: id.optional(),
    action: z.enum(administrationActions).optional(),
    after: id.optional(),
  }),
  breakGlass: z.strictObject({
    reasonCode: z.enum(reasonCodes),
    reason: text(2000).min(10),
    caseReference: text(200),
    minutes: z.int().min(1).max(longestMinutes).default(longestMinutes),
    unit: unit.optional(),
  }),
  review: z.strictObject({ outcome: z.enum(reviewOutcomes), note: text(2000) }),
}
