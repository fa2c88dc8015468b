import { useCallback, useEffect, useRef, useState } from 'react'
import { useFailureWords } from './acting.ts'
import { type Problem, problemOf } from './problem.ts'
import type { Reading } from './reading.tsx'
import { askService, ServiceRefusal } from './service.ts'
import { useStepUp } from './step-up.tsx'

const tryAgainAfter = 3_000

interface State<Data> {
  path: string | undefined
  data?: Data | undefined
  problem?: Problem | undefined
  loading: boolean
  loadingMore: boolean
}

/**
 * Reads what the identity service answers, as `useReading` reads the graph; shown by the same `ReadingView`. A list comes in
 * pages, which `join` puts together.
 */
export function useServiceReading<Data>(
  path: string | undefined,
  join?: (known: Data, next: Data) => Data,
): Reading<Data, { after: string }> {
  const nothing = { path, loading: path !== undefined, loadingMore: false }
  const [state, setState] = useState<State<Data>>(nothing)
  const latest = useRef(0)
  const tell = useCallback(
    (mine: number, change: (known: State<Data>) => Partial<State<Data>>) => {
      setState((known) => {
        // An answer to what is not asked any more says nothing.
        if (mine !== latest.current) return known
        const current = known.path === path ? known : { path, loading: true, loadingMore: false }
        return { ...current, ...change(current) }
      })
    },
    [path],
  )
  const read = useCallback(async () => {
    if (path === undefined) return
    const mine = ++latest.current
    tell(mine, () => ({ loading: true }))
    try {
      const data = await askService<Data>(path)
      tell(mine, () => ({ loading: false, data, problem: undefined }))
    } catch (error) {
      tell(mine, () => ({ loading: false, problem: problemOf(error) }))
    }
  }, [path, tell])
  const readMore = useCallback(
    async (after: string | undefined) => {
      if (path === undefined || after === undefined || join === undefined) return
      const mine = ++latest.current
      tell(mine, () => ({ loadingMore: true }))
      try {
        const next = await askService<Data>(
          `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`,
        )
        tell(mine, ({ data }) => ({ loadingMore: false, data: data === undefined ? next : join(data, next) }))
      } catch (error) {
        tell(mine, () => ({ loadingMore: false, problem: problemOf(error) }))
      }
    },
    [path, join, tell],
  )

  useEffect(() => {
    void read()
    return () => {
      latest.current += 1
    }
  }, [read])
  const passing = state.problem?.passing === true && !state.loading
  useEffect(() => {
    if (!passing) return
    const timer = setTimeout(() => void read(), tryAgainAfter)
    return () => clearTimeout(timer)
  }, [passing, read])

  const { data, problem, loading, loadingMore }: State<Data> = state.path === path ? state : nothing
  return {
    data,
    problem,
    loading,
    loadingMore,
    retry: () => void read(),
    more: ({ after }) => void readMore(after),
  }
}

export interface ServiceActing {
  busy: boolean
  /** The refusal or the accident, worded, with the field that was refused; in the shape that a form shows. */
  refusal: { message: string; field?: string | undefined } | undefined
}

/** Posts once, and once more after the second factor was proven, when that is asked for. Undefined after a refusal. */
export function useServiceAction(): [
  <Answer = object>(path: string, body?: object) => Promise<Answer | undefined>,
  ServiceActing,
] {
  const prove = useStepUp()
  const words = useFailureWords()
  const [state, setState] = useState<ServiceActing>({ busy: false, refusal: undefined })
  const run = useCallback(
    async <Answer>(path: string, body: object = {}): Promise<Answer | undefined> => {
      setState({ busy: true, refusal: undefined })
      try {
        const answer = await askService<Answer>(path, body).catch(async (error: unknown) => {
          if (!(error instanceof ServiceRefusal && error.code === 'STEP_UP_REQUIRED' && (await prove()))) throw error
          return askService<Answer>(path, body)
        })
        setState({ busy: false, refusal: undefined })
        return answer
      } catch (error) {
        const problem = problemOf(error)
        const field = error instanceof ServiceRefusal ? error.field : undefined
        // What the service itself refuses it has also worded, a refusal for want of a right included.
        const message =
          error instanceof ServiceRefusal && error.code === 'FORBIDDEN' ? error.message : problem && words(problem)
        setState({ busy: false, refusal: { message: message ?? '', field } })
        return undefined
      }
    },
    [prove, words],
  )
  return [run, state]
}
