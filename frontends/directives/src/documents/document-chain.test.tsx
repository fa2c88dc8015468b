import { expect, test } from 'vitest'
import { placeNodes } from './document-chain.tsx'

const node = (id: string, depth: number) => ({
  __typename: 'DocumentChainNode' as const,
  depth,
  document: {
    __typename: 'Document' as const,
    id,
    symbol: id,
    issuer: { __typename: 'Organisation' as const, id, name: id },
  },
})

test('lays the chain out from what a document rests on down to what carries it out, without overlaps', () => {
  const { placed, width } = placeNodes([node('root', 0), node('law', -1), node('order', -1), node('plan', 1)])
  const y = (id: string) => placed.get(id)?.y ?? Number.NaN
  expect(y('law')).toBe(y('order'))
  expect(y('law')).toBeLessThan(y('root'))
  expect(y('root')).toBeLessThan(y('plan'))
  const [law, order] = [placed.get('law')?.x ?? 0, placed.get('order')?.x ?? 0]
  expect(Math.abs(law - order)).toBeGreaterThanOrEqual(184)
  expect(Math.max(law, order) + 184).toBeLessThanOrEqual(width)
})
