import { useMay, useMessages } from '@vungxanh/remote'
import { SelectInput } from '@vungxanh/ui'
import { circumstanceKinds, messages as circumstances } from '../circumstances/messages.ts'
import type { HouseholdLack, HouseholdOrder } from '../operations.generated.ts'
import type { RegisterSearch } from '../register-search.tsx'
import { messages } from './list-messages.ts'

const lacks: readonly HouseholdLack[] = ['VISIT', 'PRESENCE', 'HEAD', 'SELF_MANAGEMENT_GROUP', 'PLACE', 'COMMITMENT']
const orders: readonly HouseholdOrder[] = ['CODE', 'HEAD', 'MEMBERS', 'LAST_VISIT']

/** By what else the households are narrowed down and sorted. It is in the address, beside the search. */
export function useHouseholdFilters(register: RegisterSearch) {
  const t = useMessages(messages)
  const word = useMessages(circumstances)
  const { oneOf } = register.filters
  const maySeeVisits = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR')
  const shown = {
    lacks: lacks.filter((one) => (one !== 'VISIT' && one !== 'COMMITMENT') || maySeeVisits),
    orders: orders.filter((one) => one !== 'LAST_VISIT' || maySeeVisits),
  }
  const lacking = oneOf('thieu', shown.lacks) ?? null
  const orderBy = oneOf('xep', shown.orders) ?? 'CODE'
  const circumstance = oneOf('dien', circumstanceKinds) ?? null
  return {
    ...shown,
    lacking,
    circumstance,
    orderBy,
    maySeeVisits,
    variables: { ...register.variables, lacking, circumstance, orderBy },
    matching: { ...register.matching, lacking, circumstance },
    conditions: [
      ...register.conditions,
      [t('lacking'), lacking ? t(`lacking.${lacking}`) : undefined],
      [word('kind'), circumstance ? word(`kind.${circumstance}`) : undefined],
      [t('orderBy'), register.search ? t('bySearch') : t(`orderBy.${orderBy}`)],
    ] as const,
  }
}

export type HouseholdFilters = ReturnType<typeof useHouseholdFilters>

export function HouseholdFilterInputs({ register, filters }: { register: RegisterSearch; filters: HouseholdFilters }) {
  const t = useMessages(messages)
  const word = useMessages(circumstances)
  return (
    <>
      <SelectInput
        label={t('lacking')}
        value={filters.lacking ?? ''}
        options={[
          { value: '', label: t('lackingNothing') },
          ...filters.lacks.map((one) => ({ value: one, label: t(`lacking.${one}`) })),
        ]}
        onChange={(value) => register.filters.set({ thieu: value })}
      />
      <SelectInput
        label={word('kind')}
        value={filters.circumstance ?? ''}
        options={[
          { value: '', label: word('any') },
          ...circumstanceKinds.map((kind) => ({ value: kind, label: word(`kind.${kind}`) })),
        ]}
        onChange={(value) => register.filters.set({ dien: value })}
      />
      <SelectInput
        label={t('orderBy')}
        value={register.search ? '' : filters.orderBy}
        options={
          register.search
            ? [{ value: '', label: t('bySearch') }]
            : filters.orders.map((one) => ({ value: one, label: t(`orderBy.${one}`) }))
        }
        onChange={(value) => register.filters.set({ xep: value === 'CODE' ? '' : value })}
      />
    </>
  )
}
