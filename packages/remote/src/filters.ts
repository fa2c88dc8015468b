import { useLayoutEffect, useRef } from 'react'
import { useSearchParams } from './links.tsx'

type Changes = Readonly<Record<string, string>>

function changed(from: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(from)
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  return next
}

/**
 * What a page is narrowed down by. It is in the address, so that it can be sent and returned to; an empty value is no filter.
 * The router tells a page of its new address only with the next drawing: what is chosen before then is remembered here, so
 * that of two filters chosen at once neither is lost.
 */
export function useFilters() {
  const [address, setAddress] = useSearchParams()
  const latest = useRef(address)
  useLayoutEffect(() => {
    latest.current = address
  }, [address])
  const go = (next: URLSearchParams) => {
    latest.current = next
    setAddress(next, { replace: true })
  }
  return {
    value: (name: string): string => address.get(name) ?? '',
    oneOf: <Known extends string>(name: string, known: readonly Known[]): Known | undefined =>
      known.find((one) => one === address.get(name)),
    set: (changes: Changes) => go(changed(latest.current, changes)),
    clear: () => go(new URLSearchParams()),
    /** The same filters, or all but these, for a link. */
    query: (changes: Changes = {}): string => {
      const next = changed(address, changes)
      return next.size > 0 ? `?${next}` : ''
    },
  }
}
