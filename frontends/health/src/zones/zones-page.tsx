import { gql, ReadingView, type TypedDocumentNode, useFilters, useMay, useMessages, useReading } from '@vungxanh/remote'
import { Button, DataTable, EmptyState, formatDate, Page, Panel, SelectInput, Toolbar, today } from '@vungxanh/ui'
import { useState } from 'react'
import type { ZonesPageQuery, ZonesPageQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'
import { EndDialog, RecordDialog } from './zone-dialogs.tsx'
import { LevelBadge } from './zone-level.tsx'

const ZONES: TypedDocumentNode<ZonesPageQuery, ZonesPageQueryVariables> = gql`
  query ZonesPage($on: LocalDate) {
    zoneAssessments(on: $on) {
      id
      area
      areaName
      level
      fromOn
      toOn
      rule
      verified
      decision
    }
    zoneRules {
      validFrom
      validTo
      source
      verified
    }
  }
`

export type Zone = ZonesPageQuery['zoneAssessments'][number]
export type Rule = ZonesPageQuery['zoneRules'][number]

export function ZonesPage() {
  const t = useMessages(messages)
  const mayRecord = useMay('HEALTH_STAFF')
  const filters = useFilters()
  const isAll = filters.value('loai') === 'tat-ca'
  const reading = useReading(ZONES, { variables: { on: isAll ? null : today() } })
  const [recording, setRecording] = useState(false)
  const [ending, setEnding] = useState<Zone>()
  return (
    <Page
      title={t('zones')}
      subtitle={t('subtitle')}
      actions={
        mayRecord && (
          <Button kind="primary" onClick={() => setRecording(true)}>
            {t('record')}
          </Button>
        )
      }
    >
      <Toolbar>
        <SelectInput
          label={t('list')}
          value={isAll ? 'all' : 'now'}
          options={(['now', 'all'] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => filters.set({ loai: value === 'all' ? 'tat-ca' : '' })}
        />
      </Toolbar>
      <Panel title={t(isAll ? 'list.all' : 'list.now')} flush>
        <ReadingView reading={reading} select={(data) => data.zoneAssessments} skeletonRows={6}>
          {(zones) => (
            <DataTable
              caption={t('zones')}
              rows={zones}
              rowKey={({ id }) => id}
              empty={<EmptyState>{t('none')}</EmptyState>}
              columns={[
                {
                  key: 'area',
                  label: t('area'),
                  render: ({ areaName, area }) => (
                    <>
                      {areaName}
                      <span className="vx-option-note">{area}</span>
                    </>
                  ),
                },
                {
                  key: 'level',
                  label: t('level'),
                  nowrap: true,
                  render: ({ level }) => <LevelBadge level={level} label={t(`level.${level}`)} />,
                },
                { key: 'from', label: t('from'), nowrap: true, render: ({ fromOn }) => formatDate(fromOn) },
                {
                  key: 'to',
                  label: t('to'),
                  nowrap: true,
                  render: ({ toOn }) => (toOn ? formatDate(toOn) : t('ongoing')),
                },
                {
                  key: 'rule',
                  label: t('rule'),
                  wide: true,
                  render: ({ rule, verified }) => (
                    <>
                      {rule}
                      {!verified && <span className="vx-option-note">{t('unverified')}</span>}
                    </>
                  ),
                },
                {
                  key: 'decision',
                  label: t('decision'),
                  render: ({ decision }) => decision ?? t('noDecision'),
                },
                ...(mayRecord
                  ? [
                      {
                        key: 'act',
                        label: t('act'),
                        nowrap: true,
                        render: (zone: Zone) =>
                          !zone.toOn && (
                            <Button
                              size="small"
                              label={`${t('end')}: ${zone.areaName}`}
                              onClick={() => setEnding(zone)}
                            >
                              {t('end')}
                            </Button>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      {recording && <RecordDialog rules={reading.data?.zoneRules ?? []} onClose={() => setRecording(false)} />}
      {ending && <EndDialog zone={ending} onClose={() => setEnding(undefined)} />}
    </Page>
  )
}
