import type { OperationVariables, TypedDocumentNode } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { useCallback, useState } from 'react'
import { defineMessages, useMessages } from './language.tsx'
import { problemOf } from './problem.ts'

const messages = defineMessages('acting', {
  vi: {
    offline:
      'Chưa kết nối được với máy chủ nên chưa biết việc đã được ghi hay chưa. Dữ liệu đã gõ vẫn còn trên trang; kiểm tra lại danh sách trước khi lưu lần nữa.',
    forbidden: 'Vai trò của bạn không được làm việc này.',
    unavailable: 'Dịch vụ đang tạm ngừng. Dữ liệu đã gõ vẫn còn trên trang; thử lại sau ít phút.',
    internal: 'Máy chủ gặp lỗi, chưa ghi gì. Dữ liệu đã gõ vẫn còn trên trang. {code}',
  },
  en: {
    offline:
      'The server did not answer, so it is not known whether this was saved. What you typed is still here; check the list before saving again.',
    forbidden: 'Your role may not do this.',
    unavailable: 'The service is away for the moment. What you typed is still here; try again in a few minutes.',
    internal: 'The server failed and saved nothing. What you typed is still here. {code}',
  },
})

export interface Acting {
  busy: boolean
  /** An accident, worded for the viewer. Refusals are data: they are in the answer. */
  failure: string | undefined
}

export interface ActionOptions {
  /** Fields of the root that this action makes stale; they are read again where they are shown. */
  stale?: readonly string[]
}

/** Runs a mutation once. Answers with its data, or with undefined after an accident, which `failure` then words. */
export function useAction<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { stale = [] }: ActionOptions = {},
): [(variables: Variables) => Promise<Data | undefined>, Acting] {
  const client = useApolloClient()
  const t = useMessages(messages)
  const [state, setState] = useState<Acting>({ busy: false, failure: undefined })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of stale fields is a constant of the caller
  const run = useCallback(
    async (variables: Variables): Promise<Data | undefined> => {
      setState({ busy: true, failure: undefined })
      let data: Data | undefined
      let error: unknown
      try {
        const result = await client.mutate<unknown, OperationVariables>({
          mutation: document as TypedDocumentNode<unknown, OperationVariables>,
          variables,
          errorPolicy: 'all',
          update: (cache) => {
            for (const fieldName of stale) cache.evict({ id: 'ROOT_QUERY', fieldName })
            if (stale.length > 0) cache.gc()
          },
        })
        data = (result.data ?? undefined) as Data | undefined
        error = result.error
      } catch (thrown) {
        error = thrown
      }
      // Another department's part may be missing from the answer of a mutation that was done.
      const done = data !== undefined && Object.values(data as object).some((value) => value !== null)
      const problem = done ? undefined : problemOf(error)
      const failure =
        problem === undefined
          ? undefined
          : problem.kind === 'bad-input' || problem.kind === 'not-found'
            ? problem.message
            : problem.kind === 'offline' || problem.kind === 'forbidden' || problem.kind === 'unavailable'
              ? t(problem.kind)
              : t('internal', { code: problem.requestId ?? '' })
      setState({ busy: false, failure })
      return done ? data : undefined
    },
    [client, document, t],
  )
  return [run, state]
}
