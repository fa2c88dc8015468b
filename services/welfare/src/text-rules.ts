import { InvalidInput } from '@vungxanh/subgraph'

/** A text that is too long, or that PostgreSQL cannot hold: pasted binary brings U+0000 with it. */
export function refuseText(
  field: string,
  words: string,
  text: string | null | undefined,
  longest: number,
): InvalidInput | undefined {
  if (!text) return undefined
  if (text.length > longest) return new InvalidInput(field, `${words} dài tối đa ${longest} ký tự.`)
  if (text.includes('\u0000')) return new InvalidInput(field, `${words} có ký tự không đọc được. Hãy nhập lại.`)
}
