import { z } from 'zod'
import type { Context } from '../context.ts'

/** A fact of one department that others must act on: days, codes and ids, never a name or a result. */
export interface EventType<P extends z.ZodObject = z.ZodObject> {
  /** `<producer>.<what happened>`, in the past tense. */
  type: string
  /** Whom it is delivered to. Each of them declares what it takes of it. */
  to: readonly string[]
  payload: P
}

/** Declares an event that this department publishes. */
export function eventType<P extends z.ZodObject>(
  type: string,
  rest: { to: readonly string[]; payload: P },
): EventType<P> {
  return { type, ...rest }
}

/** An event as its consumer gets it. */
export interface Received<P> {
  id: string
  /** What it is about; events of one subject come in the order in which they were published. */
  subject: string
  unit: string
  at: Date
  payload: P
}

/** What a department does when it hears of another's event. Runs in one transaction with the inbox's row: once, or not at all. */
export interface Subscription {
  type: string
  payload: z.ZodObject
  apply(event: Received<unknown>, context: Context): Promise<void>
}

/** Declares an event that this department acts on, with the part of its payload that it needs. */
export function subscription<P extends z.ZodObject>(
  type: string,
  payload: P,
  apply: (event: Received<z.infer<P>>, context: Context) => Promise<void>,
): Subscription {
  return { type, payload, apply: (event, context) => apply(event as Received<z.infer<P>>, context) }
}

/** Everything that a department says and hears. */
export interface DepartmentEvents {
  publishes: readonly EventType[]
  consumes: readonly Subscription[]
}

interface Shape {
  properties?: Record<string, unknown>
  required?: string[]
}

const shapeOf = (payload: z.ZodObject): Shape => z.toJSONSchema(payload) as Shape

/** Where producers and consumers disagree: an event that nobody hears or nobody says, or a part that is not what was meant. */
export function disagreements(departments: Readonly<Record<string, DepartmentEvents>>): string[] {
  const faults: string[] = []
  const published = new Map<string, EventType>()
  for (const [name, { publishes }] of Object.entries(departments)) {
    for (const event of publishes) {
      if (published.has(event.type)) faults.push(`${event.type} is published twice`)
      if (!event.type.startsWith(`${name}.`)) faults.push(`${event.type} is not ${name}’s to publish`)
      published.set(event.type, event)
      for (const consumer of event.to) {
        if (!departments[consumer]?.consumes.some(({ type }) => type === event.type))
          faults.push(`${event.type} is for ${consumer}, which does not take it`)
      }
    }
  }
  for (const [name, { consumes }] of Object.entries(departments)) {
    for (const { type, payload } of consumes) {
      const event = published.get(type)
      if (!event?.to.includes(name)) {
        faults.push(`${name} waits for ${type}, which nobody sends it`)
        continue
      }
      const said = shapeOf(event.payload)
      const heard = shapeOf(payload)
      for (const [property, shape] of Object.entries(heard.properties ?? {})) {
        const isSame = JSON.stringify(said.properties?.[property]) === JSON.stringify(shape)
        const isSure = said.required?.includes(property) || !heard.required?.includes(property)
        if (!isSame || !isSure) faults.push(`${name} takes ${type}.${property} for something else`)
      }
    }
  }
  return faults
}
