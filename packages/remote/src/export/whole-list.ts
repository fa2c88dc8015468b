import { useEffect } from 'react'

/** A longer list is nothing that anybody takes in at once; and who reads it all is counted as having seen it all. */
export const longestList = 1_500

interface Listed {
  edges: readonly unknown[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount?: number | null
}

/** What the list came with: it brings the next page. */
interface ListReading {
  loading: boolean
  loadingMore: boolean
  problem: object | undefined
  more: (variables: { after: string }) => void
}

/** Reads page after page until the whole list is there. */
export function useWholeList(
  { loading, loadingMore, more, problem }: ListReading,
  connection: Listed | null | undefined,
): { isWhole: boolean; isTooLong: boolean } {
  const next = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : undefined
  const isTooLong = (connection?.totalCount ?? 0) > longestList
  const isStuck = problem !== undefined
  useEffect(() => {
    // Not while the first page is still read: what is shown of it may be what another page had left in the cache.
    if (next && !loading && !loadingMore && !isTooLong && !isStuck) more({ after: next })
  }, [next, loading, loadingMore, isTooLong, isStuck, more])
  return { isWhole: !loading && connection?.pageInfo.hasNextPage === false, isTooLong }
}
