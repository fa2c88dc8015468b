import { ProblemState, useMessages } from '@vungxanh/remote'
import { Button, Notice, useUi } from '@vungxanh/ui'
import { useWords } from '../words.ts'
import type { AuditReading } from './audit-reading.ts'
import { messages } from './messages.ts'

/** Which departments' records are missing from a list, and why. */
export function AwayNotices({ away }: { away: AuditReading['away'] }) {
  const t = useMessages(messages)
  const words = useWords()
  const ui = useUi().words
  const [first] = away
  // A role that may read no audit at all is one thing to say, not four.
  if (first?.reading.problem && away.every(({ reading }) => reading.problem?.kind === 'forbidden'))
    return <ProblemState problem={first.reading.problem} />
  return away.map(({ department, reading }) => (
    <Notice
      key={department}
      tone="warning"
      title={t('away', { department: words.department(department) })}
      action={
        <Button size="small" onClick={reading.retry}>
          {ui.retry}
        </Button>
      }
    >
      {t('awayText')}
    </Notice>
  ))
}
