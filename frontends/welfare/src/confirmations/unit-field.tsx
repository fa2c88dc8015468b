import { gql, type TypedDocumentNode, useReading } from '@vungxanh/remote'
import { type Picked, PickerField } from '@vungxanh/ui'
import { useState } from 'react'
import type {
  CommuneNameQuery,
  CommuneNameQueryVariables,
  CommunesQuery,
  CommunesQueryVariables,
} from '../operations.generated.ts'

const COMMUNES: TypedDocumentNode<CommunesQuery, CommunesQueryVariables> = gql`
  query Communes($search: String!) {
    adminUnits(search: $search) {
      code
      name
      level
    }
  }
`

const NAME: TypedDocumentNode<CommuneNameQuery, CommuneNameQueryVariables> = gql`
  query CommuneName($code: ID!) {
    adminUnit(code: $code) {
      code
      name
    }
  }
`

interface UnitFieldProps {
  name: string
  label: string
  description?: string
  required?: boolean
}

/** Another commune, by name or code. One that this installation has never heard of is meant by its five digits. */
export function UnitField({ name, label, description, required = false }: UnitFieldProps) {
  const [search, setSearch] = useState('')
  const units = useReading(COMMUNES, { variables: { search }, skip: search === '' })
  const known: Picked[] = (units.data?.adminUnits ?? [])
    .filter(({ level }) => level === 'COMMUNE')
    .map(({ code, name: label }) => ({ id: code, label, note: code }))
  const isCode = /^\d{5}$/.test(search) && !known.some(({ id }) => id === search)
  return (
    <PickerField
      {...{ name, label, required }}
      placeholder={description ?? ''}
      span={12}
      searching={units.loading}
      onSearch={setSearch}
      options={isCode ? [...known, { id: search, label: search }] : known}
    />
  )
}

interface Commune {
  code: string
  /** As the list of keys calls it. */
  name?: string | null | undefined
}

/** The register's name of a commune, where the list of keys has none. */
export function useKnownName({ code, name }: Commune): string | null | undefined {
  const { data } = useReading(NAME, { variables: { code }, skip: Boolean(name) || code === '' })
  return name ?? data?.adminUnit?.name
}

/** A commune's name and code; its code alone, where nobody knows the name. */
export function useCommuneName(commune: Commune): string {
  const known = useKnownName(commune)
  return known ? `${known} (${commune.code})` : commune.code
}

export function CommuneName(commune: Commune) {
  return <>{useCommuneName(commune)}</>
}
