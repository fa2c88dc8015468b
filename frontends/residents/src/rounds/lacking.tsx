import { useMessages } from '@vungxanh/remote'
import { StatusBadge } from '@vungxanh/ui'
import { currentVisit, lacksCommitment } from './lacks.ts'
import { messages } from './messages.ts'
import type { Round, Stop } from './round-query.ts'

/** What a household lacks for this round, as words. */
export function Lacking({ stop, round }: { stop: Stop; round: Round }) {
  const t = useMessages(messages)
  const visit = currentVisit(stop)
  const noCommitment = lacksCommitment(stop, round.commitmentDocument)
  return (
    <>
      {visit ? (
        <StatusBadge tone={visit.result === 'NOBODY_HOME' ? 'warning' : 'success'}>
          {t(`result.${visit.result}`)}
        </StatusBadge>
      ) : (
        <StatusBadge tone="danger">{t('noVisit')}</StatusBadge>
      )}{' '}
      {noCommitment && <StatusBadge tone="warning">{t('noCommitment')}</StatusBadge>}{' '}
      {stop.testedInTime === false && <StatusBadge tone="warning">{t('needsTest')}</StatusBadge>}
    </>
  )
}
