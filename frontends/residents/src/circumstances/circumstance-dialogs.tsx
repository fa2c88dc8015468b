import { gql, type TypedDocumentNode, useAction, useMessages, useReading } from '@vungxanh/remote'
import { ActDialog, type Acted, done } from '@vungxanh/remote/act-dialog'
import {
  DateField,
  formatDate,
  parseDate,
  SelectField,
  StatusBadge,
  TextAreaField,
  TextField,
  tidy,
  today,
  useForm,
} from '@vungxanh/ui'
import type {
  AnnulCircumstanceMutation,
  AnnulCircumstanceMutationVariables,
  CircumstanceKind,
  CircumstanceLineFragment,
  CircumstanceRulesQuery,
  CircumstanceRulesQueryVariables,
  EndCircumstanceMutation,
  EndCircumstanceMutationVariables,
  RecordCircumstanceMutation,
  RecordCircumstanceMutationVariables,
} from '../operations.generated.ts'
import type { Holder } from './circumstances-panel.tsx'
import { messages } from './messages.ts'
import { endAfter, lastDayOf, useSpan } from './use-span.ts'

const RULES: TypedDocumentNode<CircumstanceRulesQuery, CircumstanceRulesQueryVariables> = gql`
  query CircumstanceRules {
    circumstanceRules {
      kind
      isOfHousehold
      source
      verified
    }
  }
`

const RECORD: TypedDocumentNode<RecordCircumstanceMutation, RecordCircumstanceMutationVariables> = gql`
  mutation RecordCircumstance($input: RecordCircumstanceInput!) {
    recordCircumstance(input: $input) {
      __typename
      ... on InvalidInput {
        message
        field
      }
      ... on CircumstanceStands {
        kind
        fromOn
        toOn
      }
    }
  }
`

const END: TypedDocumentNode<EndCircumstanceMutation, EndCircumstanceMutationVariables> = gql`
  mutation EndCircumstance($input: EndCircumstanceInput!) {
    endCircumstance(input: $input) {
      __typename
      ... on InvalidInput {
        message
        field
      }
      ... on CircumstanceStands {
        kind
        fromOn
        toOn
      }
    }
  }
`

const ANNUL: TypedDocumentNode<AnnulCircumstanceMutation, AnnulCircumstanceMutationVariables> = gql`
  mutation AnnulCircumstance($input: AnnulCircumstanceInput!) {
    annulCircumstance(input: $input) {
      __typename
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

const stale = ['household', 'households', 'person', 'people', 'circumstanceCounts']

type Outcome =
  | { __typename: 'CircumstanceSuccess' | 'PersonHasDied' }
  | { __typename: 'InvalidInput'; message: string; field: string }
  | { __typename: 'CircumstanceStands'; kind: CircumstanceKind; fromOn: string; toOn: string | null }

function useActed() {
  const t = useMessages(messages)
  const spanOf = useSpan()
  return (outcome: Outcome | undefined): Acted | undefined => {
    switch (outcome?.__typename) {
      case 'CircumstanceSuccess':
        return done
      case 'InvalidInput':
        return { message: outcome.message, field: outcome.field }
      case 'PersonHasDied':
        return { message: t('died'), field: 'fromOn' }
      case 'CircumstanceStands':
        return { message: t('stands', { kind: t(`kind.${outcome.kind}`), span: spanOf(outcome) }) }
      default:
        return undefined
    }
  }
}

/** What is written as a last day, as the register keeps it. */
function endOf(written: string): string | null {
  const day = parseDate(written)
  return day ? endAfter(day) : null
}

export function RecordDialog({ holder, onClose }: { holder: Holder; onClose: () => void }) {
  const t = useMessages(messages)
  const actedOf = useActed()
  const { data } = useReading(RULES, {})
  const rules = (data?.circumstanceRules ?? []).filter((rule) => rule.isOfHousehold === 'householdId' in holder)
  const form = useForm<{ kind: CircumstanceKind | ''; fromOn: string; toOn: string; document: string }>({
    kind: '',
    fromOn: formatDate(today()),
    toOn: '',
    document: '',
  })
  const [record, { busy, failure }] = useAction(RECORD, { stale })
  const rule = rules.find(({ kind }) => kind === form.watch('kind'))
  return (
    <ActDialog
      title={t('record')}
      consequence={t('record.consequence')}
      {...{ form, busy, failure, onClose }}
      act={async ({ kind, fromOn, toOn, document }) => {
        const from = parseDate(fromOn)
        if (!kind || !from) return undefined
        const input = { kind, fromOn: from, toOn: endOf(toOn), document: tidy(document) || null, ...holder }
        return actedOf((await record({ input }))?.recordCircumstance)
      }}
    >
      <SelectField
        name="kind"
        label={t('kind')}
        required
        span={12}
        options={[{ value: '', label: '—' }, ...rules.map(({ kind }) => ({ value: kind, label: t(`kind.${kind}`) }))]}
      />
      {rule && (
        <p className="vx-form-hint" data-span={12}>
          {t('source', { source: rule.source })}{' '}
          {!rule.verified && <StatusBadge tone="warning">{t('unverified')}</StatusBadge>}
        </p>
      )}
      <DateField name="fromOn" label={t('fromOn')} required span={6} />
      <DateField name="toOn" label={t('toOn')} span={6} />
      <p className="vx-form-hint" data-span={12}>
        {t('toOnHint')}
      </p>
      <TextField name="document" label={t('document')} span={12} />
    </ActDialog>
  )
}

interface ActProps {
  line: CircumstanceLineFragment
  onClose: () => void
}

export function EndDialog({ line: { id, toOn }, onClose }: ActProps) {
  const t = useMessages(messages)
  const actedOf = useActed()
  const form = useForm({ on: toOn ? formatDate(lastDayOf(toOn)) : '' })
  const [end, { busy, failure }] = useAction(END, { stale })
  return (
    <ActDialog
      title={t('end')}
      consequence={t('end.consequence')}
      {...{ form, busy, failure, onClose }}
      act={async ({ on }) => actedOf((await end({ input: { id, on: endOf(on) } }))?.endCircumstance)}
    >
      <DateField name="on" label={t('toOn')} span={6} />
    </ActDialog>
  )
}

export function AnnulDialog({ line: { id }, onClose }: ActProps) {
  const t = useMessages(messages)
  const actedOf = useActed()
  const form = useForm({ reason: '' })
  const [annul, { busy, failure }] = useAction(ANNUL, { stale })
  return (
    <ActDialog
      title={t('annul')}
      consequence={t('annul.consequence')}
      danger
      {...{ form, busy, failure, onClose }}
      act={async ({ reason }) => actedOf((await annul({ input: { id, reason: tidy(reason) } }))?.annulCircumstance)}
    >
      <TextAreaField name="reason" label={t('reason')} required span={12} />
    </ActDialog>
  )
}
