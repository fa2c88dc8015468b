import type { Reading } from '@vungxanh/remote'
import { useEffect } from 'react'

/** A longer list is nothing that anybody reads on paper; and who reads it all is counted as having seen it all. */
export const longestPrinted = 1_500

interface Listed {
  edges: readonly unknown[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount?: number | null
}

/** Reads page after page until the whole list is there. */
export function useWholeList<Data, Variables extends { after?: string | null }>(
  reading: Reading<Data, Variables & Record<string, unknown>>,
  connection: Listed | null | undefined,
): { isWhole: boolean; isTooLong: boolean } {
  const { loading, loadingMore, more, problem } = reading
  const next = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : undefined
  const isTooLong = (connection?.totalCount ?? 0) > longestPrinted
  const isStuck = problem !== undefined
  useEffect(() => {
    // Not while the first page is still read: what is shown of it may be what another page had left in the cache.
    if (next && !loading && !loadingMore && !isTooLong && !isStuck) more({ after: next } as never)
  }, [next, loading, loadingMore, isTooLong, isStuck, more])
  return { isWhole: !loading && connection?.pageInfo.hasNextPage === false, isTooLong }
}
