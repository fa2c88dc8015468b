import { type Context, localDateOf } from '@vungxanh/subgraph'

/** `TAM-00121-2026-00042`: what whoever has no paper is called by until they have one. */
export function provisionalCode(unitCode: string, year: string, number: number): string {
  return `TAM-${unitCode}-${year}-${String(number).padStart(5, '0')}`
}

/** As people type it: small letters, other dashes. */
export function readProvisionalCode(text: string): string | undefined {
  const code = text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s.–_]+/g, '-')
  return /^TAM-\d+-\d{4}-\d{5,}$/.test(code) ? code : undefined
}

/** The unit's next code of the year. */
export async function nextProvisionalCode(unitCode: string, context: Context): Promise<string> {
  const [code = ''] = await nextProvisionalCodes(unitCode, 1, context)
  return code
}

/** As many as come in together. Two clerks who register at once wait for each other. */
export async function nextProvisionalCodes(unitCode: string, count: number, { em, now }: Context): Promise<string[]> {
  const year = localDateOf(now).slice(0, 4)
  await em.execute(`select pg_advisory_xact_lock(hashtext(?))`, [`provisional code ${unitCode}`])
  const [row] = await em.execute<{ last: number | null }[]>(
    `select max(split_part(provisional_code, '-', 4)::int) as last from person where unit_code = ? and provisional_code like ?`,
    [unitCode, `TAM-${unitCode}-${year}-%`],
  )
  const last = row?.last ?? 0
  return Array.from({ length: count }, (_, index) => provisionalCode(unitCode, year, last + index + 1))
}
