import { gql, Link, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { Button, Notice, useForm, useFormat } from '@vungxanh/ui'
import { Fragment, useState } from 'react'
import { stale } from '../groups/stale.ts'
import type {
  MissingGroupsFragment,
  OpenImportGroupsMutation,
  OpenImportGroupsMutationVariables,
} from '../operations.generated.ts'
import { messages } from './missing-groups-messages.ts'

/** Cells of the list, which are for whoever works on it. */
export const MISSING_GROUPS = gql`
  fragment MissingGroups on ImportBatch {
    missingGroups {
      number
      name
      rows
      closed {
        id
        name
      }
    }
  }
`

const OPEN: TypedDocumentNode<OpenImportGroupsMutation, OpenImportGroupsMutationVariables> = gql`
  mutation OpenImportGroups($input: OpenImportGroupsInput!) {
    openImportGroups(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

type Missing = MissingGroupsFragment['missingGroups'][number]
type Numbered = Missing & { number: number }

/** As many as are opened together: more are a column that is something else. */
const MOST_GROUPS = 200
/** Of what is no group's number a few say enough. */
const MOST_UNCLEAR = 10

/** What the list names and the register does not have; what of it can be opened is opened from here. */
export function MissingGroups({
  id,
  groups,
  onChanged,
}: {
  id: string
  groups: readonly Missing[]
  onChanged: () => void
}) {
  const t = useMessages(messages)
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  const unclear = groups.filter(({ number }) => number === null)
  const closed = groups.flatMap((group) => group.closed ?? [])
  const toOpen = groups.filter((group): group is Numbered => group.number !== null && group.closed === null)
  const isTooMany = toOpen.length > MOST_GROUPS
  const mayOpen = toOpen.length > 0 && !isTooMany
  const known =
    groups.length > MOST_GROUPS ? t('moreThan', { most: String(MOST_GROUPS) }) : format.number(groups.length)
  return (
    <>
      <Notice
        tone="warning"
        title={t('missing', { groups: known })}
        action={mayOpen && <Button onClick={() => setAsking(true)}>{t('open')}</Button>}
      >
        {isTooMany && <p>{t('tooMany')}</p>}
        {mayOpen && <p>{toOpen.map(({ name }) => name).join(', ')}.</p>}
        {closed.length > 0 && (
          <p>
            {t('closed')}{' '}
            {closed.map((group, index) => (
              <Fragment key={group.id}>
                {index > 0 && ', '}
                <Link to={`/ho-dan/to-dan-pho/${group.id}`}>{group.name}</Link>
              </Fragment>
            ))}
            . {t('closedText')}
          </p>
        )}
        {unclear.length > 0 && (
          <p>
            {t('unclear')}{' '}
            {unclear
              .slice(0, MOST_UNCLEAR)
              .map(({ name }) => `“${name}”`)
              .join(', ')}
            {unclear.length > MOST_UNCLEAR && t('andMore')}. {t('unclearText')}{' '}
            <Link to="/ho-dan/to-tu-quan">{t('toGroups')}</Link>
            {t('thenCheck')}
          </p>
        )}
      </Notice>
      {isAsking && <OpenDialog id={id} groups={toOpen} onClose={() => setAsking(false)} onDone={onChanged} />}
    </>
  )
}

function OpenDialog({
  id,
  groups,
  onClose,
  onDone,
}: {
  id: string
  groups: readonly Numbered[]
  onClose: () => void
  onDone: () => void
}) {
  const t = useMessages(messages)
  const format = useFormat()
  const form = useForm({})
  const [open, { busy, failure }] = useAction(OPEN, { stale })
  return (
    <ActDialog
      title={t('openTitle', { groups: format.number(groups.length) })}
      label={t('open')}
      consequence={t('openConsequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      onDone={onDone}
      act={async () =>
        (await open({ input: { id, groups: groups.map(({ number, name }) => ({ number, name })) } }))?.openImportGroups
      }
    >
      <ul data-span={12}>
        {groups.map(({ number, name, rows }) => (
          <li key={number}>{t('group', { number: String(number), name, rows: format.number(rows) })}</li>
        ))}
      </ul>
    </ActDialog>
  )
}
