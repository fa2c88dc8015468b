import { gql, Link, paths, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  DataTable,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  formatDateTime,
  Notice,
  Panel,
  StatusBadge,
  TextField,
  type Tone,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { useBirth } from '../birth.ts'
import { messages as register } from '../messages.ts'
import type {
  DuplicatesPageQuery,
  MergeField,
  MergePersonsMutation,
  MergePersonsMutationVariables,
  RejectDuplicateMutation,
  RejectDuplicateMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { useKeys } from './use-keys.ts'

const MERGE: TypedDocumentNode<MergePersonsMutation, MergePersonsMutationVariables> = gql`
  mutation MergePersons($input: MergePersonsInput!) {
    mergePersons(input: $input) {
      __typename
      ... on PersonMergeSuccess {
        merge {
          id
          undoUntil
        }
      }
      ... on UserError {
        message
      }
    }
  }
`

const REJECT: TypedDocumentNode<RejectDuplicateMutation, RejectDuplicateMutationVariables> = gql`
  mutation RejectDuplicate($id: ID!, $reason: String!) {
    rejectDuplicate(id: $id, reason: $reason) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

export type Pair = DuplicatesPageQuery['duplicatePairs']['edges'][number]['node']
type Entry = Pair['one']
type Side = 'one' | 'other'

/** What a decision changes, wherever it is shown. */
export const stale = ['duplicatePairs', 'personMerges', 'people', 'person', 'households', 'household', 'adminUnit']

function toneOf(points: number): Tone {
  if (points >= 20) return 'success'
  if (points > 0) return 'info'
  return points < 0 ? 'danger' : 'neutral'
}

const papersOf = ({ identityDocuments }: Entry) => identityDocuments ?? []

export function PairComparison({
  pair,
  mayDecide,
  onDecided,
}: {
  pair: Pair
  mayDecide: boolean
  onDecided: () => void
}) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const birth = useBirth()
  const { one, other } = pair
  const papers = (entry: Entry) =>
    papersOf(entry)
      .map(({ kind, numberMasked }) => `${word(`identity.${kind}`)} ${numberMasked ?? ''}`)
      .join(', ')
  const rows: { key: string; label: string; parts: string[]; of: (entry: Entry) => string | null | undefined }[] = [
    { key: 'name', label: t('name'), parts: ['NAME', 'RARITY', 'SIBLINGS'], of: ({ fullName }) => fullName },
    { key: 'born', label: t('born'), parts: ['BIRTH'], of: birth },
    { key: 'sex', label: t('sex'), parts: ['SEX'], of: ({ sex }) => word(`sex.${sex ?? 'UNKNOWN'}`) },
    { key: 'phone', label: t('phone'), parts: ['PHONE'], of: ({ phoneMasked }) => phoneMasked },
    { key: 'papers', label: t('papers'), parts: ['PAPERS'], of: papers },
    { key: 'household', label: t('household'), parts: ['HOUSEHOLD'], of: ({ household }) => household?.code },
    { key: 'address', label: t('address'), parts: [], of: ({ household }) => household?.address },
  ]
  return (
    <>
      <Panel title={t('compare')} note={`${t('score')} ${pair.score}`} flush>
        <DataTable
          caption={t('compare')}
          rows={rows}
          rowKey={({ key }) => key}
          empty={null}
          columns={[
            { key: 'what', label: t('what'), nowrap: true, render: ({ label }) => label },
            { key: 'one', label: t('one'), render: ({ key, of }) => <Value entry={one} name={key} text={of(one)} /> },
            {
              key: 'other',
              label: t('other'),
              render: ({ key, of }) => <Value entry={other} name={key} text={of(other)} />,
            },
            {
              key: 'verdict',
              label: t('verdict'),
              render: ({ parts }) =>
                pair.parts
                  .filter(({ part }) => parts.includes(part))
                  .map(({ part, found, points }) => (
                    <div key={part}>
                      <StatusBadge tone={toneOf(points)}>{t(`found.${found}`)}</StatusBadge>{' '}
                      {points !== 0 && (points > 0 ? `+${points}` : `−${-points}`)}
                    </div>
                  )),
            },
          ]}
        />
      </Panel>
      {mayDecide ? (
        <Deciding key={pair.id} pair={pair} papers={papers} onDecided={onDecided} />
      ) : (
        <Notice tone="info" title={t('readOnly')} />
      )}
    </>
  )
}

function Value({ entry, name, text }: { entry: Entry; name: string; text: string | null | undefined }) {
  if (!text) return '—'
  return name === 'name' ? <Link to={paths.person(entry.id)}>{text}</Link> : text
}

type Choices = Record<'survivor' | MergeField | 'HOME', Side>

interface DecidingProps {
  pair: Pair
  papers: (entry: Entry) => string
  onDecided: () => void
}

const moved = [
  'memberships',
  'residences',
  'papers',
  'arrivals',
  'events',
  'consents',
  'requests',
  'leaderships',
  'establishments',
  'circumstances',
  'proposals',
] as const

/** Which entry stays, and of each thing that differs whose is right. */
function Deciding({ pair, papers, onDecided }: DecidingProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const birth = useBirth()
  const notify = useNotify()
  const { one, other } = pair
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [rejecting, setRejecting] = useState(false)
  const [merge, { busy, failure }] = useAction(MERGE, { stale })
  const sameKind = papersOf(one).some(({ kind }) => papersOf(other).some((paper) => paper.kind === kind))
  const fields: { name: MergeField | 'HOME'; of: (entry: Entry) => string | null | undefined; asked: boolean }[] = [
    { name: 'FULL_NAME', of: ({ fullName }) => fullName, asked: one.fullName !== other.fullName },
    { name: 'BIRTH', of: birth, asked: birth(one) !== birth(other) },
    { name: 'SEX', of: ({ sex }) => word(`sex.${sex ?? 'UNKNOWN'}`), asked: one.sex !== other.sex },
    {
      name: 'PHONE',
      of: ({ phoneMasked }) => phoneMasked,
      asked:
        pair.parts.every(({ part, found }) => part !== 'PHONE' || found !== 'SAME') &&
        Boolean(one.phoneMasked || other.phoneMasked),
    },
    { name: 'PAPERS', of: papers, asked: sameKind },
    {
      name: 'HOME',
      of: ({ household }) => household && `${household.code}, ${household.address}`,
      asked: Boolean(one.household && other.household && one.household.id !== other.household.id),
    },
  ]
  const asked = fields.filter((field) => field.asked)
  // What only one entry knows is right whichever of them stays.
  const known = (side: Side): Choices => ({
    survivor: side,
    ...(Object.fromEntries(
      fields.map(({ name, of }) => [name, of(side === 'one' ? one : other) ? side : side === 'one' ? 'other' : 'one']),
    ) as Record<MergeField | 'HOME', Side>),
  })
  const fuller: Side = papersOf(other).length > papersOf(one).length ? 'other' : 'one'
  const form = useForm<Choices>(known(fuller))
  const survivor = form.watch('survivor') === 'other' ? other : one
  const absorbed = survivor === one ? other : one
  const holdings = absorbed === one ? pair.oneHolds : pair.otherHolds
  const what = moved
    .flatMap((kind) => (holdings?.[kind] ? [t(`moves.${kind}`, { count: holdings[kind] })] : []))
    .join(', ')
  useKeys({
    '1': () => form.reset(known('one')),
    '2': () => form.reset(known('other')),
    n: () => setRejecting(true),
  })

  async function save(choices: Choices) {
    setRefusal(undefined)
    const keeps = choices.survivor
    const data = await merge({
      input: {
        pairId: pair.id,
        survivorId: keeps === 'one' ? one.id : other.id,
        take: asked.flatMap(({ name }) => (name !== 'HOME' && choices[name] !== keeps ? [name] : [])),
        livesWithId: asked.some(({ name }) => name === 'HOME') ? (choices.HOME === 'one' ? one.id : other.id) : null,
      },
    })
    const result = data?.mergePersons
    if (!result) return
    if (result.__typename !== 'PersonMergeSuccess') {
      setRefusal({ message: result.message })
      return
    }
    notify({ tone: 'success', title: t('merged', { until: formatDateTime(result.merge.undoUntil) }) })
    onDecided()
  }

  const choice = (name: keyof Choices, label: string, of: (entry: Entry) => string | null | undefined) => (
    <ChoiceField
      key={name}
      name={name}
      label={label}
      span={12}
      options={[
        { value: 'one', label: `1 · ${of(one) || t('missing')}` },
        { value: 'other', label: `2 · ${of(other) || t('missing')}` },
      ]}
    />
  )
  return (
    <Panel title={t('choose')}>
      <Form form={form} label={t('choose')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormGrid>
          {choice('survivor', t('survivor'), ({ fullName, household }) =>
            [fullName, household?.code].filter(Boolean).join(', '),
          )}
          {asked.map(({ name, of }) => choice(name, t(`field.${name}`), of))}
        </FormGrid>
        <p className="vx-form-hint">{t('moves', { name: survivor.fullName, what: what || t('moves.nothing') })}</p>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('merge')}
          </Button>
          <Button onClick={() => setRejecting(true)}>{t('notDuplicate')}</Button>
        </FormActions>
        <p className="vx-form-hint">{t('keys')}</p>
      </Form>
      {rejecting && <RejectDialog pair={pair} onClose={() => setRejecting(false)} onDecided={onDecided} />}
    </Panel>
  )
}

function RejectDialog({ pair, onClose, onDecided }: { pair: Pair; onClose: () => void; onDecided: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ reason: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [reject, { busy, failure }] = useAction(REJECT, { stale })
  useEffect(() => document.getElementById('field-reason')?.focus(), [])
  async function save({ reason }: { reason: string }) {
    setRefusal(undefined)
    const result = (await reject({ id: pair.id, reason: tidy(reason) }))?.rejectDuplicate
    if (!result) return
    if (result.__typename !== 'DuplicatePairSuccess') {
      setRefusal({
        message: result.message,
        ...(result.__typename === 'InvalidInput' && { field: 'reason' }),
      })
      return
    }
    notify({ tone: 'success', title: t('rejected') })
    onClose()
    onDecided()
  }
  return (
    <Dialog title={t('notDuplicate')} opened onClose={onClose}>
      <Form form={form} label={t('notDuplicate')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormGrid>
          <TextField name="reason" label={t('reason')} required span={12} />
        </FormGrid>
        <p className="vx-form-hint">{t('notDuplicateText')}</p>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('notDuplicate')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
