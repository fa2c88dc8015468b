import { useFilters, useLinkedPerson, useMessages } from '@vungxanh/remote'
import {
  addDays,
  Button,
  DataTable,
  DateField,
  EmptyState,
  Form,
  FormPanel,
  type FormRefusal,
  formatDate,
  formatDateTime,
  instantOf,
  isDay,
  Notice,
  Page,
  Panel,
  parseDate,
  SelectField,
  Skeletons,
  useForm,
} from '@vungxanh/ui'
import { useState } from 'react'
import { messages as common } from '../messages.ts'
import { SubjectField, type SubjectValues, subjectOf, usePersonName } from '../subject-field.tsx'
import { useWords } from '../words.ts'
import { type AuditRecord, useAudit } from './audit-reading.ts'
import { AwayNotices } from './away-notices.tsx'
import { useHouseholdSubjects } from './household-subjects.ts'
import { messages } from './messages.ts'
import { RecordDialog } from './record-dialog.tsx'
import { ActionBadge, Duty, useSummary } from './record-words.tsx'

const actions = ['READ', 'WRITE', 'REFUSED'] as const

interface Values extends SubjectValues {
  from: string
  to: string
  action: string
}

/** The conditions stand in the address, so that a finding can be handed to somebody else. */
function useConditions() {
  const filters = useFilters()
  const said = (name: string) => filters.value(name) || undefined
  return {
    person: said('nguoi'),
    household: said('ho'),
    account: said('tai-khoan'),
    from: said('tu'),
    to: said('den'),
    action: said('viec'),
    change: filters.set,
    clear: filters.clear,
  }
}

/** A day is its first moment; the end of an interval is the first moment after the day. */
function momentOf(text: string | undefined, isEnd = false): string | undefined {
  if (text === undefined || !isDay(text)) return text
  return new Date(instantOf(isEnd ? addDays(text, 1) : text, '00:00')).toISOString()
}

export function AuditPage() {
  const t = useMessages(messages)
  const words = useWords()
  const summaryOf = useSummary()
  const { clear, change, ...conditions } = useConditions()
  const { household, subjects: ofHousehold, isKnown } = useHouseholdSubjects(conditions.household)
  const subjects = conditions.person === undefined ? ofHousehold : [conditions.person]
  const name = usePersonName(conditions.person)
  const audit = useAudit(
    {
      subjects,
      account: conditions.account,
      from: momentOf(conditions.from),
      to: momentOf(conditions.to, true),
    },
    { skip: !isKnown },
  )
  const [opened, setOpened] = useState<AuditRecord>()
  const records = audit.records.filter(({ action }) => conditions.action === undefined || action === conditions.action)
  const chosen =
    conditions.person !== undefined
      ? (name ?? conditions.person)
      : household
        ? t('household', { code: household.code, count: household.members.length })
        : conditions.household && t('householdUnknown')

  return (
    <Page title={t('audit')} subtitle={t('auditText')}>
      <ConditionsForm
        key={JSON.stringify(conditions)}
        conditions={conditions}
        onChange={(values) => change({ ...values, ho: values.nguoi ? '' : (conditions.household ?? '') })}
      />
      {(chosen || conditions.account) && (
        <Notice
          tone="info"
          title={chosen && t('householdChosen', { name: chosen })}
          action={
            <Button size="small" onClick={clear}>
              {t('clear')}
            </Button>
          }
        >
          {conditions.account && `${t('accountChosen')}: ${audit.records[0]?.name ?? conditions.account}`}
        </Notice>
      )}
      <AwayNotices away={audit.away} />
      {audit.away.length < 4 && (
        <Panel title={t('records')} flush>
          {audit.loading && records.length === 0 ? (
            <Skeletons rows={8} />
          ) : (
            <DataTable
              caption={t('records')}
              rows={records}
              rowKey={({ department, id }) => `${department} ${id}`}
              empty={<EmptyState>{t('none')}</EmptyState>}
              loadingMore={audit.loading}
              onMore={audit.more}
              columns={[
                { key: 'at', label: t('at'), nowrap: true, render: ({ at }) => formatDateTime(at) },
                {
                  key: 'who',
                  label: t('who'),
                  render: (record) => (
                    <>
                      {record.name}
                      <span className="vx-option-note">
                        {record.post} · {record.organisation}
                      </span>
                    </>
                  ),
                },
                { key: 'duty', label: t('duty'), render: (record) => <Duty record={record} /> },
                {
                  key: 'department',
                  label: t('department'),
                  nowrap: true,
                  render: ({ department }) => words.department(department),
                },
                {
                  key: 'what',
                  label: t('what'),
                  render: (record) => (
                    <>
                      <ActionBadge action={record.action} /> {summaryOf(record)}
                    </>
                  ),
                },
                {
                  key: 'open',
                  label: t('open'),
                  nowrap: true,
                  render: (record) => (
                    <div className="vx-form-actions">
                      <Button
                        size="small"
                        label={`${t('open')}: ${record.name}, ${formatDateTime(record.at)}`}
                        onClick={() => setOpened(record)}
                      >
                        {t('open')}
                      </Button>
                      {conditions.account === undefined && (
                        <Button
                          size="small"
                          kind="quiet"
                          label={`${t('onlyThis')}: ${record.name}`}
                          onClick={() => change({ 'tai-khoan': record.accountId })}
                        >
                          {t('onlyThis')}
                        </Button>
                      )}
                    </div>
                  ),
                },
              ]}
            />
          )}
        </Panel>
      )}
      {opened && <RecordDialog record={opened} subjects={subjects} onClose={() => setOpened(undefined)} />}
    </Page>
  )
}

interface ConditionsFormProps {
  conditions: {
    person: string | undefined
    from: string | undefined
    to: string | undefined
    action: string | undefined
  }
  onChange: (conditions: Record<'nguoi' | 'tu' | 'den' | 'viec', string>) => void
}

function ConditionsForm({ conditions, onChange }: ConditionsFormProps) {
  const t = useMessages(messages)
  const c = useMessages(common)
  const form = useForm<Values>({
    person: undefined,
    personId: conditions.person ?? '',
    from: formatDate(conditions.from),
    to: formatDate(conditions.to),
    action: conditions.action ?? '',
  })
  const [refusal, setRefusal] = useState<FormRefusal>()
  useLinkedPerson((person) => form.setValue('person', person))

  function show(values: Values) {
    const nguoi = subjectOf(values)
    const isUnread = nguoi === undefined && values.personId.trim() !== ''
    setRefusal(isUnread ? { message: t('badPersonId'), field: 'personId' } : undefined)
    if (isUnread) return
    onChange({
      nguoi: nguoi ?? '',
      tu: parseDate(values.from) ?? '',
      den: parseDate(values.to) ?? '',
      viec: values.action,
    })
  }

  return (
    <Form form={form} label={t('filter')} onSubmit={show} refusal={refusal}>
      <FormPanel title={t('filter')}>
        <SubjectField hint={t('everyone')} />
        <SelectField
          name="action"
          label={t('action')}
          span={4}
          options={[
            { value: '', label: t('all') },
            ...actions.map((value) => ({ value, label: t(`action.${value}`) })),
          ]}
        />
        <DateField name="from" label={c('from')} span={4} />
        <DateField name="to" label={c('to')} span={4} />
        <div data-span={4}>
          <Button type="submit" kind="primary">
            {t('show')}
          </Button>
        </div>
      </FormPanel>
    </Form>
  )
}
