import { Link, LinkButton, paths, ReadingView, useMay, useMessages } from '@vungxanh/remote'
import { refusalOf } from '@vungxanh/remote/act-dialog'
import {
  Button,
  DataTable,
  DateField,
  EmptyState,
  Form,
  FormActions,
  FormGrid,
  FormPanel,
  type FormRefusal,
  formatDate,
  ListField,
  optionMeant,
  Page,
  Panel,
  parseDate,
  StatusBadge,
  Toolbar,
  today,
  useForm,
  useFormat,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { type Accountability, heldOf, linesOf, useAccountability } from './accountability.ts'
import {
  AssignmentFields,
  type AssignmentValues,
  type GroupAccount,
  useAssigning,
  useGroupAccounts,
} from './assigning.tsx'
import { HeldTable } from './held-table.tsx'
import { messages } from './messages.ts'

/** Who answers for which group of the unit on a day, and what stands in its numbers. */
export function ResponsibilitiesPage() {
  const t = useMessages(messages)
  const mayAssign = useMay('CLERK', 'REGISTRAR')
  const accounts = useGroupAccounts()
  const { day, withEnded, withHealth, reading, choose, query } = useAccountability()
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={<LinkButton to={`/dieu-hanh/phan-cong/in?${query}`}>{t('print')}</LinkButton>}
    >
      <DayPicker day={day} onChoose={(chosen) => choose({ day: chosen })} />
      <ReadingView reading={reading} select={(data) => data.adminUnit} skeletonRows={12}>
        {(unit) => (
          <>
            {mayAssign && <AssignPanel unit={unit} accounts={accounts} />}
            <GroupTable unit={unit} day={day} withHealth={withHealth} />
            <HeldTable
              rows={heldOf(unit)}
              accounts={accounts}
              mayEnd={mayAssign}
              withEnded={withEnded}
              onToggle={() => choose({ withEnded: !withEnded })}
            />
          </>
        )}
      </ReadingView>
    </Page>
  )
}

function DayPicker({ day, onChoose }: { day: string; onChoose: (day: string) => void }) {
  const t = useMessages(messages)
  const form = useForm({ day: formatDate(day) })
  const [isFuture, setIsFuture] = useState(false)
  return (
    <Toolbar>
      <div className="vx-as-of">
        <Form
          form={form}
          label={t('day')}
          refusal={isFuture ? { message: t('future'), field: 'day' } : undefined}
          onSubmit={(typed) => {
            const chosen = parseDate(typed.day)
            setIsFuture(Boolean(chosen && chosen > today()))
            if (chosen && chosen <= today()) onChoose(chosen)
          }}
        >
          <FormGrid>
            <DateField name="day" label={t('day')} required />
            <Button type="submit">{t('show')}</Button>
          </FormGrid>
        </Form>
      </div>
    </Toolbar>
  )
}

/** One after another by keyboard: the area keeps the focus, what stays the same stays typed. */
function AssignPanel({ unit, accounts }: { unit: Accountability; accounts: readonly GroupAccount[] }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<AssignmentValues & { area: string }>({
    area: '',
    kind: 'EPIDEMIC_CONTROL',
    holderName: '',
    account: '',
    capacity: '',
    document: undefined,
    fromOn: formatDate(today()),
  })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const { assign, acting, capacities } = useAssigning(accounts)
  const areas = unit.residentialGroups.flatMap((group) => [
    { value: `residentialGroupId:${group.id}`, label: group.name ?? '' },
    ...group.selfManagementGroups.map((team) => ({
      value: `selfManagementGroupId:${team.id}`,
      label: `${team.name}, ${group.name}`,
    })),
  ])
  async function submit(values: AssignmentValues & { area: string }) {
    setRefusal(undefined)
    const area = optionMeant(areas, values.area)
    const [what = '', id] = area?.value.split(':') ?? []
    const outcome = await assign(values, { [what]: id })
    if (!outcome) return
    const refused = refusalOf(outcome)
    setRefusal(refused)
    if (refused) return
    const holder =
      values.holderName || accounts.find(({ id: account }) => account === values.account)?.fullName || values.capacity
    notify({ tone: 'success', title: t('assigned', { holder, area: area?.label ?? '' }) })
    form.reset({ ...values, area: '', holderName: '', account: '', capacity: '' })
    document.getElementById('field-area')?.focus()
  }
  return (
    <Form form={form} label={t('assign')} onSubmit={submit} refusal={refusal} failure={acting.failure}>
      <FormPanel title={t('assign')}>
        <ListField name="area" label={t('area')} description={t('areaHint')} required span={4} options={areas} />
        <AssignmentFields capacities={capacities} accounts={accounts} />
        <FormActions>
          <Button type="submit" kind="primary" busy={acting.busy}>
            {t('assign')}
          </Button>
        </FormActions>
      </FormPanel>
    </Form>
  )
}

function GroupTable({ unit, day, withHealth }: { unit: Accountability; day: string; withHealth: boolean }) {
  const t = useMessages(messages)
  const { number } = useFormat()
  const rows = linesOf(unit, day)
  type Line = (typeof rows)[number]
  const sum = (of: (line: Line) => number | null | undefined) =>
    rows.reduce((total, line) => total + (of(line) ?? 0), 0)
  return (
    <Panel title={t('groups')} note={t('numbersNote')} flush>
      <DataTable
        caption={t('groups')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState>{t('listNone')}</EmptyState>}
        totals={{
          group: t('total'),
          commitments: `${number(sum((line) => line.signedHouseholdCount))}/${number(sum((line) => line.householdCount))}`,
          tasks: number(sum(({ openTasks }) => openTasks?.length)),
          ...(withHealth && {
            tested: number(sum(({ tested }) => tested)),
            positive: number(sum(({ positive }) => positive)),
          }),
        }}
        columns={[
          {
            key: 'group',
            label: t('group'),
            nowrap: true,
            render: ({ id, name }) => <Link to={paths.residentialGroup(id)}>{name}</Link>,
          },
          {
            key: 'responsible',
            label: t('responsible'),
            render: ({ held }) =>
              held.length > 0 ? (
                [...new Set(held.map(({ responsible }) => responsible))].join(', ')
              ) : (
                <StatusBadge tone="warning">{t('nobody')}</StatusBadge>
              ),
          },
          {
            key: 'teams',
            label: t('teams'),
            nowrap: true,
            render: ({ teams, teamsHeld }) => (teams ? t('teamsOf', { assigned: teamsHeld, teams }) : '—'),
          },
          {
            key: 'commitments',
            label: t('commitments'),
            align: 'end',
            render: (line) => `${line.signedHouseholdCount ?? '—'}/${line.householdCount ?? '—'}`,
          },
          { key: 'tasks', label: t('openTasks'), align: 'end', render: ({ openTasks }) => openTasks?.length ?? '—' },
          ...(withHealth
            ? [
                {
                  key: 'tested',
                  label: t('tested'),
                  align: 'end' as const,
                  render: ({ tested }: Line) => number(tested ?? 0),
                },
                {
                  key: 'positive',
                  label: t('positive'),
                  align: 'end' as const,
                  render: ({ positive }: Line) => positive ?? 0,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}
