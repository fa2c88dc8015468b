import { useMessages } from '@vungxanh/remote'
import { Button } from '@vungxanh/ui'
import { useState } from 'react'
import { AddPaperDialog, CorrectPersonDialog, EndPaperDialog } from './paper-dialogs.tsx'
import { messages } from './paper-messages.ts'

type Person = Parameters<typeof CorrectPersonDialog>[0]['person']

/** What a registrar may write down of a person in the register: another paper, a correction. */
export function PaperActions({ person }: { person: Person }) {
  const t = useMessages(messages)
  const [doing, setDoing] = useState<'add' | 'correct'>()
  const onClose = () => setDoing(undefined)
  return (
    <>
      <Button onClick={() => setDoing('add')}>{t('add')}</Button>
      <Button onClick={() => setDoing('correct')}>{t('correct')}</Button>
      {doing === 'add' && <AddPaperDialog personId={person.id} onClose={onClose} />}
      {doing === 'correct' && <CorrectPersonDialog person={person} onClose={onClose} />}
    </>
  )
}

export function EndPaperButton({ document }: { document: Parameters<typeof EndPaperDialog>[0]['document'] }) {
  const t = useMessages(messages)
  const [ending, setEnding] = useState(false)
  return (
    <>
      <Button size="small" kind="quiet" onClick={() => setEnding(true)}>
        {t('endShort')}
      </Button>
      {ending && <EndPaperDialog document={document} onClose={() => setEnding(false)} />}
    </>
  )
}
