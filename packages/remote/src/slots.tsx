import { createContext, type ReactNode, use } from 'react'
import type { SlotName, Slots } from './contract.ts'

type RenderSlot = <Name extends SlotName>(name: Name, given: Slots[Name]) => ReactNode

const SlotsContext = createContext<RenderSlot>(() => null)

export const SlotsProvider = SlotsContext.Provider

/** The place where other departments show their part of this page; the shell knows who has one and loads it. */
export function Slot<Name extends SlotName>({ name, given }: { name: Name; given: Slots[Name] }) {
  return use(SlotsContext)(name, given)
}
