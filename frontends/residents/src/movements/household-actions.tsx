import { useMessages } from '@vungxanh/remote'
import { ActionMenu } from '@vungxanh/ui'
import { useState } from 'react'
import { AbsenceDialog, ReturnDialog } from './absence-dialogs.tsx'
import { BirthDialog, DeathDialog } from './birth-and-death-dialogs.tsx'
import { ChangeHeadDialog, ChangeRelationDialog } from './change-dialogs.tsx'
import type { Member } from './event-dialog.tsx'
import { messages } from './messages.ts'
import { MoveDialog, MoveOutDialog } from './move-dialogs.tsx'

interface HouseholdActionsProps {
  householdId: string
  members: readonly Member[]
  /** Who of them sleeps there tonight. */
  present: ReadonlySet<string>
}

type Action = 'birth' | 'absence' | 'return' | 'move' | 'out' | 'head' | 'relation' | 'death'

/** Everything that can happen to a household, most frequent first. */
export function HouseholdActions({ householdId, members, present }: HouseholdActionsProps) {
  const t = useMessages(messages)
  const [open, setOpen] = useState<Action>()
  const here = members.filter(({ person }) => present.has(person.id))
  const away = members.filter(({ person }) => !present.has(person.id))
  const hasHead = members.some(({ relation }) => relation === 'HEAD')
  const candidates = members.filter(({ relation }) => relation !== 'HEAD')
  const possible: readonly (Action | false)[] = [
    here.length > 0 && 'absence',
    away.length > 0 && 'return',
    'birth',
    'move',
    'out',
    candidates.length > 0 && 'head',
    candidates.length > 0 && 'relation',
    'death',
  ]
  const onClose = () => setOpen(undefined)
  const given = { householdId, members, onClose }
  return (
    <>
      <ActionMenu
        label={t('actions')}
        actions={possible
          .filter((action) => action !== false)
          .map((key) => ({
            key,
            label: t(key === 'head' && !hasHead ? 'firstHead' : key),
            onChoose: () => setOpen(key),
          }))}
      />
      {open === 'birth' && <BirthDialog {...given} />}
      {open === 'absence' && <AbsenceDialog {...given} members={here} />}
      {open === 'return' && <ReturnDialog {...given} members={away} />}
      {open === 'move' && <MoveDialog {...given} />}
      {open === 'out' && <MoveOutDialog {...given} />}
      {open === 'head' && <ChangeHeadDialog {...given} />}
      {open === 'relation' && <ChangeRelationDialog {...given} />}
      {open === 'death' && <DeathDialog {...given} />}
    </>
  )
}
