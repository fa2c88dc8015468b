import { useMay, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { Button, formatDate, Panel, today, useForm, useNotify } from '@vungxanh/ui'
import { type ReactNode, useState } from 'react'
import { AssignmentFields, type AssignmentValues, useAssigning } from './assigning.tsx'
import { messages } from './messages.ts'

/** Who answers for a household: for it alone, for its self-management group, for its residential group. */
export function HouseholdResponsible({ householdId, children }: { householdId: string; children: ReactNode }) {
  const t = useMessages(messages)
  const mayAssign = useMay('REGISTRAR', 'CLERK')
  const [isAssigning, setIsAssigning] = useState(false)
  return (
    <Panel
      title={t('ofHousehold')}
      flush
      actions={
        mayAssign && (
          <Button size="small" onClick={() => setIsAssigning(true)}>
            {t('assignHousehold')}
          </Button>
        )
      }
    >
      {children}
      {isAssigning && <AssignDialog householdId={householdId} onClose={() => setIsAssigning(false)} />}
    </Panel>
  )
}

function AssignDialog({ householdId, onClose }: { householdId: string; onClose: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<AssignmentValues>({
    kind: 'SOCIAL_PROTECTION',
    holderName: '',
    capacity: '',
    document: undefined,
    fromOn: formatDate(today()),
  })
  const { assign, acting, capacities } = useAssigning()
  return (
    <ActDialog
      title={t('assignHousehold')}
      consequence={t('assignHousehold.consequence')}
      form={form}
      {...acting}
      act={(values) => assign(values, { householdId })}
      onDone={() =>
        notify({
          tone: 'success',
          title: t('assigned', { holder: form.getValues('holderName'), area: t('theHousehold') }),
        })
      }
      onClose={onClose}
    >
      <AssignmentFields capacities={capacities} />
    </ActDialog>
  )
}
