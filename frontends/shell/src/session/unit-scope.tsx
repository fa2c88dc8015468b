import { gql, type Session, SessionScopeProvider, type TypedDocumentNode, useReading } from '@vungxanh/remote'
import { type ReactNode, useMemo, useState } from 'react'
import type { UnitScopeQuery, UnitScopeQueryVariables } from '../operations.generated.ts'

const UNIT: TypedDocumentNode<UnitScopeQuery, UnitScopeQueryVariables> = gql`
  query UnitScope($unit: ID!) {
    adminUnit(code: $unit) {
      code
      name
    }
  }
`

const storageKey = 'vungxanh.unit'

interface UnitScopeProps {
  session: Session
  renewSession: (session?: Session) => void
  children: ReactNode
}

/** The unit that the viewer works in. The session knows its code; its name is the residents department's to say. */
export function UnitScope({ session, renewSession, children }: UnitScopeProps) {
  const { viewer } = session
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(storageKey))
  const unit = viewer.units.find(({ code }) => code === chosen) ?? viewer.units[0] ?? { code: '' }
  const reading = useReading(UNIT, {
    variables: { unit: unit.code },
    skip: unit.name !== undefined || unit.code === '',
  })
  const name = unit.name ?? reading.data?.adminUnit?.name
  const scope = useMemo(
    () => ({
      viewer,
      session,
      renewSession,
      unit: { code: unit.code, name },
      chooseUnit: (code: string) => {
        sessionStorage.setItem(storageKey, code)
        setChosen(code)
      },
    }),
    [viewer, session, renewSession, unit.code, name],
  )
  return <SessionScopeProvider value={scope}>{children}</SessionScopeProvider>
}
