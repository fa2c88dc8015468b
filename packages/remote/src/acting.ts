import type { OperationVariables, TypedDocumentNode } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { useCallback, useState } from 'react'
import { defineMessages, useMessages } from './language.tsx'
import { type Problem, problemOf } from './problem.ts'
import { useStepUp } from './step-up.tsx'

const messages = defineMessages('acting', {
  vi: {
    offline:
      'Chưa kết nối được với máy chủ nên chưa biết việc đã được ghi hay chưa. Dữ liệu đã gõ vẫn còn trên trang; kiểm tra lại danh sách trước khi lưu lần nữa.',
    forbidden: 'Vai trò của bạn không được làm việc này.',
    'signed-out': 'Phiên làm việc đã hết, chưa ghi gì. Đăng nhập lại rồi lưu lại.',
    notProven: 'Chưa nhập mã xác thực nên chưa ghi gì. Dữ liệu đã gõ vẫn còn trên trang.',
    outdated: 'Trang này đã cũ, chưa ghi gì. Chép lại dữ liệu đã gõ rồi tải lại trang.',
    unavailable: 'Dịch vụ đang tạm ngừng. Dữ liệu đã gõ vẫn còn trên trang; thử lại sau ít phút.',
    internal: 'Máy chủ gặp lỗi, chưa ghi gì. Dữ liệu đã gõ vẫn còn trên trang. {code}',
  },
  en: {
    offline:
      'The server did not answer, so it is not known whether this was saved. What you typed is still here; check the list before saving again.',
    forbidden: 'Your role may not do this.',
    'signed-out': 'Your session has ended and nothing was saved. Sign in again, then save.',
    notProven: 'Nothing was saved, because no code was entered. What you typed is still here.',
    outdated: 'This page is out of date and saved nothing. Copy what you typed, then reload the page.',
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

/** Says what went wrong on the way, in the viewer's language. */
export function useFailureWords(): (problem: Problem) => string {
  const t = useMessages(messages)
  return useCallback(
    (problem: Problem) => {
      switch (problem.kind) {
        case 'bad-input':
        case 'not-found':
          return problem.message
        case 'step-up':
          return t('notProven')
        case 'offline':
        case 'forbidden':
        case 'signed-out':
        case 'outdated':
        case 'unavailable':
          return t(problem.kind)
        default:
          return t('internal', { code: problem.requestId ?? '' })
      }
    },
    [t],
  )
}

/**
 * Runs a mutation once, and once more after the viewer has proven their second factor, when it asks for that. Answers with its
 * data, or with undefined after an accident, which `failure` then words.
 */
export function useAction<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { stale = [] }: ActionOptions = {},
): [(variables: Variables) => Promise<Data | undefined>, Acting] {
  const client = useApolloClient()
  const prove = useStepUp()
  const words = useFailureWords()
  const [state, setState] = useState<Acting>({ busy: false, failure: undefined })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of stale fields is a constant of the caller
  const run = useCallback(
    async (variables: Variables): Promise<Data | undefined> => {
      setState({ busy: true, failure: undefined })
      let attempt = await ask()
      if (attempt.problem?.kind === 'step-up' && (await prove())) attempt = await ask()
      setState({ busy: false, failure: attempt.problem && words(attempt.problem) })
      return attempt.data

      async function ask(): Promise<{ data?: Data; problem?: Problem | undefined }> {
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
          const data = (result.data ?? undefined) as Data | undefined
          // Another department's part may be missing from the answer of a mutation that was done.
          const done = data !== undefined && Object.values(data as object).some((value) => value !== null)
          return done ? { data } : { problem: problemOf(result.error) }
        } catch (thrown) {
          return { problem: problemOf(thrown) }
        }
      }
    },
    [client, document, prove, words],
  )
  return [run, state]
}
