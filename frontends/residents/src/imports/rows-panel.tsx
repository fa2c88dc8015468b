import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { Button, type Column, DataTable, EmptyState, Notice, Panel, StatusBadge } from '@vungxanh/ui'
import { CellInput } from '@vungxanh/ui/sheet'
import { useEffect, useState } from 'react'
import type {
  CorrectImportRowMutation,
  CorrectImportRowMutationVariables,
  ImportDecision,
  ImportField,
  ImportRowsQuery,
  ImportRowsQueryVariables,
  ImportVerdict,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { MISSING_GROUPS } from './missing-groups.tsx'
import { verdictTones } from './verdicts.ts'

const ROWS: TypedDocumentNode<ImportRowsQuery, ImportRowsQueryVariables> = gql`
  query ImportRows($id: ID!, $verdict: ImportVerdict, $first: Int, $after: String) {
    importBatch(id: $id) {
      id
      rows(verdict: $verdict, first: $first, after: $after) {
        edges {
          node {
            id
            line
            verdict
            reasons
            warnings
            decision
            cells
            changes {
              field
              from
              to
            }
            person {
              id
              fullName
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`

const CORRECT: TypedDocumentNode<CorrectImportRowMutation, CorrectImportRowMutationVariables> = gql`
  mutation CorrectImportRow($input: CorrectImportRowInput!) {
    correctImportRow(input: $input) {
      __typename
      ... on ImportSuccess {
        batch {
          id
          counts {
            verdict
            rows
          }
          ...MissingGroups @unmask
        }
      }
      ... on UserError {
        message
      }
    }
  }
  ${MISSING_GROUPS}
`

type Row = NonNullable<ImportRowsQuery['importBatch']>['rows']['edges'][number]['node']

interface RowsPanelProps {
  id: string
  headers: readonly string[]
  mapping: readonly ImportField[]
  verdict: ImportVerdict | null
  /** Nothing has been written and nothing runs: rows may be corrected. */
  mayCorrect: boolean
  /** Whenever it changes, the rows may have been judged anew. */
  judged: string
}

const PAGE = 50

/** The rows, a page at a time: a list of twenty thousand is as light as one of fifty. */
export function RowsPanel({ id, headers, mapping, verdict, mayCorrect, judged }: RowsPanelProps) {
  const t = useMessages(messages)
  // Cursors of the pages that were turned; the last is the one shown.
  const [turned, setTurned] = useState<readonly string[]>([])
  const reading = useReading(ROWS, { variables: { id, verdict, first: PAGE, after: turned.at(-1) ?? null } })
  const [correct, { failure }] = useAction(CORRECT)
  const [refusal, setRefusal] = useState<string>()
  const { retry } = reading
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the batch was judged anew, not when first shown
  useEffect(() => {
    if (reading.data) retry()
  }, [judged])

  async function change(row: Row, cells: { column: number; text: string }[], decision: ImportDecision | null) {
    setRefusal(undefined)
    const answer = (await correct({ input: { rowId: row.id, cells, decision } }))?.correctImportRow
    if (answer && 'message' in answer) setRefusal(answer.message)
    retry()
  }

  const columns: Column<Row>[] = [
    { key: 'line', label: t('line'), nowrap: true, render: ({ line }) => line },
    {
      key: 'verdict',
      label: t('verdict'),
      nowrap: true,
      render: (row) => <StatusBadge tone={verdictTones[row.verdict]}>{t(`verdict.${row.verdict}`)}</StatusBadge>,
    },
    {
      key: 'why',
      label: t('why'),
      wide: true,
      render: (row) => <Why row={row} onDecide={mayCorrect ? (decision) => change(row, [], decision) : undefined} />,
    },
    ...headers.flatMap((header, column): Column<Row>[] => {
      const field = mapping[column] ?? 'IGNORE'
      if (field === 'IGNORE') return []
      const label = header || t(`field.${field}`)
      return [
        {
          key: `cell-${column}`,
          label,
          nowrap: !mayCorrect && field !== 'ADDRESS',
          render: (row) => {
            const value = row.cells[column] ?? ''
            return mayCorrect ? (
              <CellInput
                label={t('cell', { column: label, line: String(row.line) })}
                value={value}
                onCommit={(text) => change(row, [{ column, text }], row.decision ?? null)}
              />
            ) : (
              value
            )
          },
        },
      ]
    }),
  ]

  return (
    <Panel title={mayCorrect ? t('preview') : t('rowsOf')} note={mayCorrect && t('keys')} flush>
      {(refusal ?? failure) && (
        <Notice tone="warning" title={t('refused')} urgent>
          {refusal ?? failure}
        </Notice>
      )}
      <ReadingView reading={reading} select={(data) => data.importBatch} skeletonRows={12}>
        {({ rows }) => (
          <>
            <DataTable
              caption={t('preview')}
              rows={rows.edges.map(({ node }) => node)}
              rowKey={(row) => row.id}
              empty={<EmptyState>{t('empty')}</EmptyState>}
              columns={columns}
            />
            {(turned.length > 0 || rows.pageInfo.hasNextPage) && (
              <div className="vx-table-more">
                <Button size="small" disabled={turned.length === 0} onClick={() => setTurned(turned.slice(0, -1))}>
                  {t('previous')}
                </Button>
                <span>{t('page', { page: String(turned.length + 1) })}</span>
                <Button
                  size="small"
                  disabled={!rows.pageInfo.hasNextPage}
                  onClick={() => setTurned([...turned, rows.pageInfo.endCursor ?? ''])}
                >
                  {t('next')}
                </Button>
              </div>
            )}
          </>
        )}
      </ReadingView>
    </Panel>
  )
}

function Why({ row, onDecide }: { row: Row; onDecide: ((decision: ImportDecision | null) => void) | undefined }) {
  const t = useMessages(messages)
  const { reasons, warnings, changes, person, decision, verdict } = row
  return (
    <>
      {[...reasons, ...warnings].map((text) => (
        <div key={text}>{text}</div>
      ))}
      {changes.map(({ field, from, to }) => (
        <div key={field}>
          {t(`field.${field}`)}: <del>{from ?? t('unknown')}</del> → <ins>{to}</ins>
        </div>
      ))}
      {person && (
        <Link className="vx-cell-link" to={paths.person(person.id)}>
          {person.fullName}
        </Link>
      )}
      {decision && <div>{t(`decision.${decision}`)}</div>}
      {onDecide && (
        <div className="vx-page-actions">
          {decision ? (
            <Button size="small" kind="quiet" onClick={() => onDecide(null)}>
              {t('undecide')}
            </Button>
          ) : (
            <>
              {verdict === 'DUPLICATE' && (
                <Button size="small" kind="quiet" onClick={() => onDecide('AS_NEW')}>
                  {t('asNew')}
                </Button>
              )}
              {(verdict === 'UPDATE' || verdict === 'DUPLICATE') && (
                <Button size="small" kind="quiet" onClick={() => onDecide('SKIP')}>
                  {t('skip')}
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </>
  )
}
