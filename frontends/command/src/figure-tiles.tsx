import { Link, useMessages } from '@vungxanh/remote'
import { StatTile, Tiles, useFormat } from '@vungxanh/ui'
import { type FigureValues, figures } from './figures.ts'
import { messages } from './messages.ts'

/** Eight numbers, each with its unit, each opening the rows behind it. */
export function FigureTiles({ values, query }: { values: FigureValues; query: string }) {
  const t = useMessages(messages)
  const format = useFormat()
  return (
    <Tiles columns={4}>
      {figures.map(({ key, slug }) => {
        const value = values[key]
        return (
          <StatTile
            key={key}
            label={t(`figure.${key}`)}
            value={value === undefined ? undefined : key === 'amount' ? format.vnd(value) : format.number(value)}
            missing={t('noFigure')}
            note={t(`note.${key}`)}
            link={(tile) => <Link to={`/chi-huy/so-lieu/${slug}${query}`} {...tile} />}
          />
        )
      })}
    </Tiles>
  )
}
