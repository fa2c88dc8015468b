import { Link, useMessages } from '@vungxanh/remote'
import { formatDate, StatTile, StatusBadge, Tiles, useFormat } from '@vungxanh/ui'
import { messages } from './messages.ts'
import type { Chosen } from './place-and-day.tsx'
import { type Narrowing, statisticsPaths } from './statistics-paths.ts'
import type { Figures } from './statistics-reading.ts'

/** The figures that are asked for most; each opens its rows. */
export function FigureTiles({ chosen, figures }: { chosen: Chosen; figures: Figures }) {
  const t = useMessages(messages)
  const format = useFormat()
  const { residents, households, arrivals, withoutPapers, ageRules } = figures
  const rule = (code: string) => ageRules.find((one) => one.code === code)
  const tile = (
    label: string,
    value: number | null | undefined,
    note: string,
    what: Parameters<typeof statisticsPaths.counted>[0],
    narrowing?: Narrowing,
  ) => (
    <StatTile
      key={label}
      label={label}
      value={typeof value === 'number' ? format.number(value) : undefined}
      missing={t('missing')}
      note={note}
      {...(chosen.mayOpen && {
        link: (look) => <Link to={statisticsPaths.counted(what, chosen, narrowing)} {...look} />,
      })}
    />
  )
  return (
    <Tiles columns={4}>
      {tile(t('households'), households.households, t('note.households'), 'households')}
      {tile(t('persons'), residents.persons, t('note.persons'), 'residents', { loai: 'PERSONS' })}
      {tile(t('present'), residents.present, t('note.present'), 'residents', { loai: 'PRESENT' })}
      {tile(t('absent'), residents.absent, t('note.absent'), 'residents', { loai: 'ABSENT' })}
      {tile(
        t('children'),
        residents.children,
        t('note.children', { to: String((rule('CHILD')?.to ?? 0) + 1) }),
        'residents',
        { loai: 'CHILDREN' },
      )}
      {tile(
        t('elderly'),
        residents.elderly,
        t('note.elderly', { from: String(rule('ELDERLY')?.from ?? '') }),
        'residents',
        { loai: 'ELDERLY' },
      )}
      {chosen.mayOpen &&
        tile(t('withoutPapers'), withoutPapers, t('note.withoutPapers'), 'residents', { loai: 'WITHOUT_PAPERS' })}
      {tile(t('arrivals'), arrivals.arrivals, t('note.period', { from: formatDate(chosen.from) }), 'arrivals')}
    </Tiles>
  )
}

/** By which ages children and the elderly are counted, with the mark of what nobody has compared with the law yet. */
export function AgeLaw({ figures }: { figures: Figures }) {
  const t = useMessages(messages)
  return (
    <p className="vx-page-subtitle">
      {t('ageLaw', { source: figures.ageRules.map(({ source }) => source).join(' · ') })}{' '}
      {figures.ageRules.some(({ verified }) => !verified) && (
        <StatusBadge tone="warning">{t('unverified')}</StatusBadge>
      )}
    </p>
  )
}
