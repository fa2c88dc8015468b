import { gql, type Session, SessionScopeProvider, type TypedDocumentNode, useReading } from '@vungxanh/remote'
import { type ReactNode, useMemo, useState } from 'react'
import type { UnitScopeQuery, UnitScopeQueryVariables } from '../operations.generated.ts'

const UNITS: TypedDocumentNode<UnitScopeQuery, UnitScopeQueryVariables> = gql`
  query UnitScope {
    ownUnits {
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

/** The units that the viewer works for, and the one of now. The session knows their codes; their names are the residents department's to say. */
export function UnitScope({ session, renewSession, children }: UnitScopeProps) {
  const { viewer } = session
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(storageKey))
  const reading = useReading(UNITS, { skip: viewer.units.length === 0 })
  const known = reading.data?.ownUnits
  const scope = useMemo(() => {
    const units = viewer.units.map(({ code, name }) => ({
      code,
      name: name ?? known?.find((unit) => unit.code === code)?.name,
    }))
    return {
      viewer: { ...viewer, units },
      session,
      renewSession,
      unit: units.find(({ code }) => code === chosen) ?? units[0] ?? { code: '' },
      chooseUnit: (code: string) => {
        sessionStorage.setItem(storageKey, code)
        setChosen(code)
      },
    }
  }, [viewer, session, renewSession, chosen, known])
  return <SessionScopeProvider value={scope}>{children}</SessionScopeProvider>
}
