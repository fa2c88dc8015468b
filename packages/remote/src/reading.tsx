import { NetworkStatus, type OperationVariables, type TypedDocumentNode } from '@apollo/client'
import { useQuery } from '@apollo/client/react'
import { Button, EmptyState, ErrorState, Notice, Skeletons, useUi } from '@vungxanh/ui'
import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import { defineMessages, useMessages } from './language.tsx'
import { type Problem, problemOf } from './problem.ts'
import { useMay } from './session.tsx'
import { useStepUp } from './step-up.tsx'

const messages = defineMessages('reading', {
  vi: {
    unavailable: 'Tạm thời không lấy được số liệu',
    unavailableOf: 'Phần {departments} tạm thời không lấy được',
    unavailableText: 'Phần còn lại vẫn dùng được. Trang tự lấy lại khi dịch vụ trở lại.',
    offline: 'Chưa kết nối được với máy chủ',
    offlineText: 'Kiểm tra mạng của máy. Trang tự thử lại sau ít giây.',
    forbidden: 'Vai trò của bạn không được xem phần này',
    forbiddenText: 'Nếu cần cho công việc, đề nghị quản trị hệ thống của phường phân quyền.',
    notFound: 'Không tìm thấy',
    notFoundText: 'Địa chỉ có thể đã cũ, hoặc bản ghi thuộc đơn vị khác.',
    badInput: 'Yêu cầu không hợp lệ',
    internal: 'Máy chủ gặp lỗi khi lấy phần này',
    internalText: 'Dữ liệu đã lưu không bị ảnh hưởng. Thử lại; nếu còn lỗi, báo quản trị mã dưới đây.',
    outdated: 'Trang này đã cũ',
    outdatedText: 'Phần này đã có bản mới. Hãy tải lại trang.',
    signedOut: 'Phiên làm việc đã hết',
    stepUp: 'Phần này cần mã xác thực',
    stepUpText: 'Nhập mã 6 số của ứng dụng xác thực để xem.',
    enterCode: 'Nhập mã',
    residents: 'Hộ dân',
    health: 'Y tế',
    welfare: 'An sinh',
    directives: 'Điều hành',
    identity: 'Tài khoản',
  },
  en: {
    unavailable: 'These figures cannot be read at the moment',
    unavailableOf: 'The {departments} part cannot be read at the moment',
    unavailableText: 'The rest still works. The page reads it again by itself when the service is back.',
    offline: 'The server cannot be reached',
    offlineText: 'Check the network of this machine. The page tries again by itself.',
    forbidden: 'Your role may not see this part',
    forbiddenText: 'If your work needs it, ask the system administrator of the unit.',
    notFound: 'Not found',
    notFoundText: 'The address may be old, or the record belongs to another unit.',
    badInput: 'The request is not valid',
    internal: 'The server failed while reading this part',
    internalText: 'Nothing saved is affected. Try again; if it fails again, report the code below.',
    outdated: 'This page is out of date',
    outdatedText: 'There is a newer version of this part. Reload the page.',
    signedOut: 'Your session has ended',
    stepUp: 'This part asks for a code',
    stepUpText: 'Enter the 6-digit code of your authenticator app to see it.',
    enterCode: 'Enter the code',
    residents: 'residents',
    health: 'health',
    welfare: 'welfare',
    directives: 'directives',
    identity: 'accounts',
  },
})

export interface Reading<Data, Variables extends OperationVariables = OperationVariables> {
  data: Data | undefined
  loading: boolean
  loadingMore: boolean
  problem: Problem | undefined
  retry: () => void
  /** The next page of a connection, merged into the list by the cache. */
  more: (variables: Partial<Variables>) => void
}

type VariablesOption<Variables> =
  Record<string, never> extends Variables ? { variables?: Variables } : { variables: Variables }

const firstDelay = 3_000
const longestDelay = 30_000

/**
 * Reads an operation. Keeps what did come when a part is missing, and reads again by itself, more and more seldom, for as
 * long as a department or the network is away.
 */
export function useReading<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: VariablesOption<NoInfer<Variables>> & { skip?: boolean },
): Reading<Data, Variables> {
  const result = useQuery<unknown, OperationVariables>(document as TypedDocumentNode<unknown, OperationVariables>, {
    variables: options.variables ?? {},
    skip: options.skip ?? false,
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  })
  const problem = problemOf(result.error)
  const { refetch, fetchMore } = result
  const attempts = useRef(0)
  const passing = problem?.passing === true && !result.loading

  const retry = useCallback(() => {
    refetch().catch(() => {
      // The failure is in the result already.
    })
  }, [refetch])

  useEffect(() => {
    if (!problem && !result.loading) attempts.current = 0
  }, [problem, result.loading])
  useEffect(() => {
    if (!passing) return
    const timer = setTimeout(retry, Math.min(firstDelay * 2 ** attempts.current, longestDelay))
    attempts.current += 1
    window.addEventListener('online', retry)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', retry)
    }
  }, [passing, retry])

  const more = useCallback(
    (variables: Partial<Variables>) => {
      fetchMore({ variables }).catch(() => {
        // The list stays as it is; the problem is shown above it.
      })
    },
    [fetchMore],
  )
  return {
    // Null when the graph could answer nothing at all.
    data: (result.data ?? undefined) as Data | undefined,
    loading: result.loading,
    loadingMore: result.networkStatus === NetworkStatus.fetchMore,
    problem,
    retry,
    more,
  }
}

/** Says a problem in the viewer's language, with what is safe and what to do. */
export function ProblemState({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const t = useMessages(messages)
  const unavailable = useUnavailableTitle(problem)
  const prove = useStepUp()
  const inEmergency = useMay('EMERGENCY_READER')
  const code = problem.requestId
  switch (problem.kind) {
    case 'forbidden':
      // An emergency runs out of persons and of time, which only the department can say.
      return <ErrorState title={t('forbidden')}>{inEmergency ? problem.message : t('forbiddenText')}</ErrorState>
    case 'not-found':
      return <ErrorState title={t('notFound')}>{t('notFoundText')}</ErrorState>
    case 'bad-input':
      return (
        <ErrorState title={t('badInput')} code={code}>
          {problem.message}
        </ErrorState>
      )
    case 'signed-out':
      return <ErrorState title={t('signedOut')} />
    case 'step-up':
      return (
        <EmptyState
          action={
            <Button
              size="small"
              onClick={async () => {
                if (await prove()) onRetry?.()
              }}
            >
              {t('enterCode')}
            </Button>
          }
        >
          {t('stepUp')}. {t('stepUpText')}
        </EmptyState>
      )
    case 'outdated':
      return (
        <ErrorState title={t('outdated')} onRetry={() => location.reload()}>
          {t('outdatedText')}
        </ErrorState>
      )
    case 'offline':
      return (
        <ErrorState title={t('offline')} onRetry={onRetry}>
          {t('offlineText')}
        </ErrorState>
      )
    case 'unavailable':
      return (
        <ErrorState title={unavailable} onRetry={onRetry} code={code}>
          {t('unavailableText')}
        </ErrorState>
      )
    case 'internal':
      return (
        <ErrorState title={t('internal')} onRetry={onRetry} code={code}>
          {t('internalText')}
        </ErrorState>
      )
  }
}

function useUnavailableTitle(problem: Problem): string {
  const t = useMessages(messages)
  const names = problem.departments.map((department) => {
    const known = messages.keys.find((key) => key === department)
    return known ? t(known) : department
  })
  return names.length > 0 ? t('unavailableOf', { departments: names.join(', ') }) : t('unavailable')
}

function PartialNotice({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const t = useMessages(messages)
  const { words } = useUi()
  const unavailable = useUnavailableTitle(problem)
  const title =
    problem.kind === 'unavailable'
      ? unavailable
      : problem.kind === 'forbidden'
        ? t('forbidden')
        : problem.kind === 'offline'
          ? t('offline')
          : t('internal')
  return (
    <Notice
      tone="warning"
      title={title}
      action={
        problem.kind === 'forbidden' ? undefined : (
          <Button size="small" onClick={onRetry}>
            {words.retry}
          </Button>
        )
      }
    >
      {problem.passing ? t('unavailableText') : problem.requestId}
    </Notice>
  )
}

export interface ReadingViewProps<Data, Part> {
  reading: Reading<Data>
  /** The part of the answer without which there is nothing to show. */
  select: (data: Data) => Part | null | undefined
  skeletonRows?: number
  /** Said when the answer came whole and the part is absent. */
  absent?: ReactNode
  children: (part: Part) => ReactNode
}

/** One place decides between a skeleton, the answer, an incomplete answer, and the reason why there is none. */
export function ReadingView<Data, Part>(props: ReadingViewProps<Data, Part>) {
  const { reading, select, skeletonRows, absent, children } = props
  const t = useMessages(messages)
  const part = reading.data === undefined ? undefined : select(reading.data)
  if (part !== undefined && part !== null) {
    return (
      <>
        {reading.problem && <PartialNotice problem={reading.problem} onRetry={reading.retry} />}
        {children(part)}
      </>
    )
  }
  if (reading.problem) return <ProblemState problem={reading.problem} onRetry={reading.retry} />
  if (reading.loading || reading.data === undefined)
    return <Skeletons {...(skeletonRows ? { rows: skeletonRows } : {})} />
  return absent ?? <EmptyState>{t('notFoundText')}</EmptyState>
}
