import { roleNames } from '@vungxanh/access'
import { useLabel, useMessages, useServiceAction } from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  formatDate,
  formatDateTime,
  Panel,
  StatusBadge,
  today,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type { Assignment } from '../answers.ts'
import { Confirmation, type Question } from '../confirmation.tsx'
import { messages as common } from '../messages.ts'
import { AssignDialog, DeployDialog, type PostChoice } from './assignment-forms.tsx'
import { messages } from './messages.ts'

function AssignmentState({ assignment }: { assignment: Assignment }) {
  const t = useMessages(messages)
  const { isInForce, endedAt, validFrom } = assignment
  if (isInForce) return <StatusBadge tone="success">{t('assignment.inForce')}</StatusBadge>
  if (endedAt) return <StatusBadge>{t('assignment.ended', { at: formatDateTime(endedAt) })}</StatusBadge>
  return (
    <StatusBadge tone={validFrom > today() ? 'info' : 'neutral'}>
      {validFrom > today() ? t('assignment.notYet') : t('assignment.past')}
    </StatusBadge>
  )
}

/** Somebody of another unit is sent here in the post that they hold there. */
function heldElsewhere(assignments: readonly Assignment[], own: readonly PostChoice[]): PostChoice[] {
  const held = assignments.filter(({ postId, isInForce }) => isInForce && own.every(({ id }) => id !== postId))
  return held.map(({ postId: id, post: title, organisation }) => ({ id, title, organisation }))
}

interface AssignmentsPanelProps {
  accountId: string
  assignments: readonly Assignment[]
  /** Of the administrator's unit. */
  posts: readonly PostChoice[]
  onChanged: () => void
}

export function AssignmentsPanel({ accountId, assignments, posts, onChanged }: AssignmentsPanelProps) {
  const t = useMessages(messages)
  const c = useMessages(common)
  const label = useLabel()
  const notify = useNotify()
  const [act, { busy, refusal }] = useServiceAction()
  const [question, setQuestion] = useState<Question>()
  const [asked, setAsked] = useState<'assign' | 'deploy'>()
  const dialog = { accountId, onChanged, onClose: () => setAsked(undefined) }

  function askToEnd({ id, account, post }: Assignment) {
    setQuestion({
      title: t('endTitle'),
      consequence: t('endConsequence', { name: account.fullName, post }),
      button: t('endTitle'),
      run: async () => {
        if (!(await act(`/auth/api/assignments/${id}/end`))) return false
        notify({ tone: 'success', title: t('ended', { post }) })
        onChanged()
        return true
      },
    })
  }

  return (
    <Panel
      title={t('assignments')}
      flush
      actions={
        <>
          <Button size="small" onClick={() => setAsked('assign')}>
            {t('assign')}
          </Button>
          <Button size="small" onClick={() => setAsked('deploy')}>
            {t('deploy')}
          </Button>
        </>
      }
    >
      <DataTable
        caption={t('assignments')}
        rows={assignments}
        rowKey={(assignment) => assignment.id}
        empty={<EmptyState>{t('noAssignments')}</EmptyState>}
        columns={[
          {
            key: 'post',
            label: c('post'),
            render: ({ post, organisation }) => (
              <>
                {post}
                <span className="vx-option-note">{organisation}</span>
              </>
            ),
          },
          { key: 'role', label: c('role'), render: ({ role }) => label(roleNames[role]) },
          {
            key: 'kind',
            label: c('kind'),
            render: ({ kind, units }) => `${c(`kind.${kind}`)} · ${units.join(', ')}`,
          },
          { key: 'from', label: c('from'), nowrap: true, render: ({ validFrom }) => formatDate(validFrom) },
          {
            key: 'to',
            label: c('until'),
            nowrap: true,
            render: ({ validTo, endsAt }) => formatDate(validTo) || formatDateTime(endsAt) || c('openEnded'),
          },
          { key: 'state', label: c('state'), render: (assignment) => <AssignmentState assignment={assignment} /> },
          {
            key: 'end',
            label: t('end'),
            render: (assignment) =>
              assignment.endedAt === null &&
              (assignment.isInForce || assignment.validFrom > today()) && (
                <Button
                  size="small"
                  label={`${t('endTitle')}: ${assignment.post}`}
                  onClick={() => askToEnd(assignment)}
                >
                  {t('end')}
                </Button>
              ),
          },
        ]}
      />
      {asked === 'assign' && <AssignDialog {...dialog} posts={posts} />}
      {asked === 'deploy' && <DeployDialog {...dialog} posts={[...posts, ...heldElsewhere(assignments, posts)]} />}
      <Confirmation question={question} busy={busy} refusal={refusal?.message} onClose={() => setQuestion(undefined)} />
    </Panel>
  )
}
