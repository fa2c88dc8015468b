import type { DocumentLink } from './document-links.ts'

const MOST_NODES = 300

export interface ChainShape {
  /** Steps from the document in the middle: below zero what it rests on, above zero what rests on it. */
  depths: Map<string, number>
  links: DocumentLink[]
  isComplete: boolean
}

/**
 * Lays the links around a document out by depth: the fewest steps count, and what is reached both ways (a ring) stands where
 * it is nearer, above first. Only the nearest documents are kept when a law has more below it than a page can hold.
 */
export function chainAround(rootId: string, links: readonly DocumentLink[], most = MOST_NODES): ChainShape {
  const above = steps(
    rootId,
    Map.groupBy(links, ({ fromId }) => fromId),
    ({ toId }) => toId,
  )
  const below = steps(
    rootId,
    Map.groupBy(links, ({ toId }) => toId),
    ({ fromId }) => fromId,
  )
  const all = new Map<string, number>()
  for (const [id, depth] of below) all.set(id, depth)
  for (const [id, depth] of above) if (depth <= (below.get(id) ?? Number.POSITIVE_INFINITY)) all.set(id, 0 - depth)
  const nearest = [...all].toSorted(([, one], [, other]) => Math.abs(one) - Math.abs(other)).slice(0, most)
  const depths = new Map(nearest)
  return {
    depths,
    links: links.filter(({ fromId, toId }) => depths.has(fromId) && depths.has(toId)),
    isComplete: depths.size === all.size,
  }
}

function steps(
  rootId: string,
  from: Map<string, DocumentLink[]>,
  next: (link: DocumentLink) => string,
): Map<string, number> {
  const depths = new Map([[rootId, 0]])
  // A map hands out entries that are added while it is walked: breadth first, each document once.
  for (const [id, depth] of depths) {
    for (const link of from.get(id) ?? []) if (!depths.has(next(link))) depths.set(next(link), depth + 1)
  }
  return depths
}
