/** A group as recipients and choices carry it; exactly one of the two is there. */
export interface Named {
  residentialGroup?: { name: string | null; number: number | null } | null
  selfManagementGroup?: {
    name: string | null
    number: number | null
    residentialGroup: { name: string; number: number } | null
  } | null
}

/** `Tổ tự quản 2, Tổ dân phố số 5` */
export function groupName({ residentialGroup, selfManagementGroup }: Named): string {
  if (!selfManagementGroup) return residentialGroup?.name ?? '—'
  return [selfManagementGroup.name, selfManagementGroup.residentialGroup?.name].filter(Boolean).join(', ')
}

/** In the order of the ward: a residential group, then what it is divided into. */
export function inOrder<Row extends Named>(rows: readonly Row[]): Row[] {
  const place = ({ residentialGroup, selfManagementGroup }: Named) =>
    selfManagementGroup
      ? (selfManagementGroup.residentialGroup?.number ?? 0) * 1000 + (selfManagementGroup.number ?? 0)
      : (residentialGroup?.number ?? 0) * 1000
  return rows.toSorted((one, other) => place(one) - place(other))
}
