import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog, done } from '@vungxanh/remote/act-dialog'
import { Button, formatDateTime, today, useForm } from '@vungxanh/ui'
import { useState } from 'react'
import type { AnnulVisitMutation, AnnulVisitMutationVariables } from '../operations.generated.ts'
import { currentVisit } from './lacks.ts'
import { messages } from './messages.ts'

const ANNUL: TypedDocumentNode<AnnulVisitMutation, AnnulVisitMutationVariables> = gql`
  mutation AnnulVisit($id: ID!) {
    annulVisit(id: $id) {
      __typename
    }
  }
`

interface AnnulVisitProps {
  stop: {
    household: { code: string }
    visits: readonly { id: string; byName: string; recordedAt: string; annulledAt: string | null }[]
  }
}

/** Takes back what was written down today of the wrong door; an earlier visit stands. */
export function AnnulVisit({ stop }: AnnulVisitProps) {
  const t = useMessages(messages)
  const [asking, setAsking] = useState(false)
  const visit = currentVisit(stop)
  if (!visit || today(new Date(visit.recordedAt)) !== today()) return null
  const { code } = stop.household
  return (
    <span className="vx-no-print">
      <Button size="small" kind="quiet" label={t('annulOf', { code })} onClick={() => setAsking(true)}>
        {t('annul')}
      </Button>
      {asking && <AnnulDialog code={code} visit={visit} onClose={() => setAsking(false)} />}
    </span>
  )
}

interface AnnulProps {
  code: string
  visit: { id: string; byName: string; recordedAt: string }
  onClose: () => void
}

function AnnulDialog({ code, visit: { id, byName, recordedAt }, onClose }: AnnulProps) {
  const t = useMessages(messages)
  const form = useForm({})
  const [annul, { busy, failure }] = useAction(ANNUL, { stale: ['round', 'rounds', 'household'] })
  return (
    <ActDialog
      title={t('annul')}
      consequence={t('annul.consequence', { code, name: byName, at: formatDateTime(recordedAt) })}
      danger
      {...{ form, busy, failure, onClose }}
      act={async () => {
        const outcome = (await annul({ id }))?.annulVisit
        if (!outcome) return undefined
        return outcome.__typename === 'VisitSuccess' ? done : { message: t('annul.refused') }
      }}
    />
  )
}
