import {
  ProblemState,
  useLinkedPerson,
  useMessages,
  useSearchParams,
  useServiceReading,
  useViewer,
} from '@vungxanh/remote'
import {
  addDays,
  Button,
  DateField,
  EmptyState,
  Form,
  FormPanel,
  type FormRefusal,
  formatDate,
  instantOf,
  Notice,
  Page,
  Panel,
  parseDate,
  Skeletons,
  useForm,
} from '@vungxanh/ui'
import { printPaper } from '@vungxanh/ui/paper'
import { useEffect, useState } from 'react'
import type { Catalogue } from '../access/catalogue.ts'
import { useAudit } from '../audit/audit-reading.ts'
import { messages as common } from '../messages.ts'
import { SubjectField, type SubjectValues, subjectOf, usePersonName } from '../subject-field.tsx'
import { accessesOf } from './accesses.ts'
import { ExtractPaper } from './extract-paper.tsx'
import { messages } from './messages.ts'

interface Values extends SubjectValues {
  from: string
  to: string
}

export function ExtractPage() {
  const t = useMessages(messages)
  const c = useMessages(common)
  const [address, setAddress] = useSearchParams()
  const personId = address.get('nguoi') ?? undefined
  const from = address.get('tu') ?? undefined
  const to = address.get('den') ?? undefined
  const form = useForm<Values>({
    person: undefined,
    personId: personId ?? '',
    from: formatDate(from),
    to: formatDate(to),
  })
  const [refusal, setRefusal] = useState<FormRefusal>()
  useLinkedPerson((person) => form.setValue('person', person))

  function show(values: Values) {
    const nguoi = subjectOf(values)
    setRefusal(nguoi === undefined ? { message: t('badPersonId'), field: 'personId' } : undefined)
    if (nguoi === undefined) return
    const [tu, den] = [parseDate(values.from), parseDate(values.to)]
    setAddress({ nguoi, ...(tu && { tu }), ...(den && { den }) })
  }

  return (
    <Page title={t('extract')} subtitle={t('extractText')}>
      <div className="vx-no-print">
        <Form form={form} label={t('extract')} onSubmit={show} refusal={refusal}>
          <FormPanel title={t('person')}>
            <SubjectField hint="" required />
            <DateField name="from" label={c('from')} span={4} />
            <DateField name="to" label={c('to')} span={4} />
            <div data-span={4}>
              <Button type="submit" kind="primary">
                {t('show')}
              </Button>
            </div>
          </FormPanel>
        </Form>
      </div>
      {personId === undefined ? (
        <Panel title={t('extract')} flush>
          <EmptyState>{t('pick')}</EmptyState>
        </Panel>
      ) : (
        <Extract key={`${personId} ${from} ${to}`} personId={personId} from={from} to={to} />
      )}
    </Page>
  )
}

interface Period {
  from: string | undefined
  to: string | undefined
}

function Extract({ personId, from, to }: Period & { personId: string }) {
  const t = useMessages(messages)
  const viewer = useViewer()
  const name = usePersonName(personId)
  const catalogue = useServiceReading<Catalogue>('/access-catalogue')
  const audit = useAudit({
    subjects: [personId],
    from: from && instantOf(from, '00:00'),
    to: to && instantOf(addDays(to, 1), '00:00'),
  })
  const { more, loading } = audit
  // The paper says all or nothing: every page of every department's audit belongs to it.
  useEffect(() => {
    if (!loading) more?.()
  }, [loading, more])

  const [away] = audit.away
  if (away?.reading.problem?.kind === 'forbidden') return <ProblemState problem={away.reading.problem} />
  if (away) {
    return (
      <Notice tone="warning" urgent title={t('incomplete')}>
        {t('incompleteText')}
      </Notice>
    )
  }
  if (catalogue.problem) return <ProblemState problem={catalogue.problem} onRetry={catalogue.retry} />
  if (loading || more || !catalogue.data) {
    return (
      <Panel title={t('loading')} flush>
        <Skeletons rows={8} />
      </Panel>
    )
  }
  return (
    <Panel
      title={t('extract')}
      actions={
        <Button size="small" kind="primary" onClick={printPaper}>
          {t('print')}
        </Button>
      }
    >
      <ExtractPaper
        person={name ?? personId}
        organisation={viewer.organisation}
        accesses={accessesOf(audit.records, personId, catalogue.data)}
        from={from}
        to={to}
      />
    </Panel>
  )
}
