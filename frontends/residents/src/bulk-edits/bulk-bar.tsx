import { LinkButton, useMessages } from '@vungxanh/remote'
import { ActionMenu, Button, Toolbar, useFormat } from '@vungxanh/ui'
import { lazy, Suspense, useState } from 'react'
import type { BulkEditKind, BulkEditMatching } from '../operations.generated.ts'
import { messages } from './messages.ts'

const BulkEditDialog = lazy(async () => ({ default: (await import('./bulk-edit-dialog.tsx')).BulkEditDialog }))

/** Which rows: those that were ticked, or all that the filters of the list leave. */
export type Chosen = { ids: ReadonlySet<string>; all: boolean }

export const nothingChosen: Chosen = { ids: new Set(), all: false }

const kinds: Record<'households' | 'people', readonly BulkEditKind[]> = {
  households: ['HOUSEHOLD_GROUP', 'SELF_MANAGEMENT_GROUP', 'ADDRESS'],
  people: ['ABSENCE', 'RETURN', 'RESIDENCE_KIND', 'RELATION'],
}

interface BulkBarProps {
  of: 'households' | 'people'
  chosen: Chosen
  total: number
  matching: BulkEditMatching
  onChange: (chosen: Chosen) => void
}

/** Above a list while rows of it are chosen: how many, and what can be done with them. */
export function BulkBar({ of, chosen, total, matching, onChange }: BulkBarProps) {
  const t = useMessages(messages)
  const { number } = useFormat()
  const [kind, setKind] = useState<BulkEditKind>()
  const count = chosen.all ? total : chosen.ids.size
  return (
    <Toolbar>
      <strong role="status">{t(`chosen.${of}`, { count })}</strong>
      {!chosen.all && total > chosen.ids.size && (
        <Button size="small" kind="quiet" onClick={() => onChange({ ids: chosen.ids, all: true })}>
          {t('chooseAll', { total: number(total) })}
        </Button>
      )}
      <ActionMenu
        label={t('edit')}
        actions={kinds[of].map((one) => ({ key: one, label: t(`kind.${one}`), onChoose: () => setKind(one) }))}
      />
      <Button size="small" kind="quiet" onClick={() => onChange(nothingChosen)}>
        {t('none')}
      </Button>
      <LinkButton to="/ho-dan/sua-nhieu">{t('batches')}</LinkButton>
      {kind && (
        <Suspense>
          <BulkEditDialog
            kind={kind}
            rows={chosen.all ? { matching } : { ids: [...chosen.ids] }}
            onClose={(isDone) => {
              setKind(undefined)
              if (isDone) onChange(nothingChosen)
            }}
          />
        </Suspense>
      )}
    </Toolbar>
  )
}
