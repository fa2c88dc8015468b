import type { Law } from '../privacy/legal-data.ts'

// Whom the law calls a child and whom old, as dated data. Not compared with the text of the law yet (`verified: false`); the
// screen that shows the figures says so.

export interface AgeLaw extends Law {
  code: 'CHILD' | 'ELDERLY'
  /** Completed years, from and up to. */
  from: number
  to: number | null
}

export const ageLaws: readonly AgeLaw[] = [
  {
    code: 'CHILD',
    from: 0,
    to: 15,
    inForceFrom: '2017-06-01',
    source: 'Luật Trẻ em 102/2016/QH13, Điều 1',
    verified: false,
  },
  {
    code: 'ELDERLY',
    from: 60,
    to: null,
    inForceFrom: '2010-07-01',
    source: 'Luật Người cao tuổi 39/2009/QH12, Điều 2',
    verified: false,
  },
]

/** The same ages were in force before these laws too, so that an earlier day is counted by them. */
export function agesOf(code: AgeLaw['code']): { from: number; to: number } {
  const { from = 0, to = null } = ageLaws.find((law) => law.code === code) ?? {}
  return { from, to: to ?? 1_000 }
}
