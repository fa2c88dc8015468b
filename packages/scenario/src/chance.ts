import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { v5 } from 'uuid'

/** Deterministic chance: the same seed gives the same ward on every machine. */
export class Chance {
  readonly #generator
  readonly #namespace: string

  constructor(seed: number, namespace: string) {
    this.#generator = xoroshiro128plus(seed)
    this.#namespace = v5(namespace, v5.URL)
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return uniformInt(this.#generator, from, to)
  }

  happens(percent: number): boolean {
    return this.between(1, 100) <= percent
  }

  oneOf<T>(values: readonly T[]): T {
    return values[this.between(0, values.length - 1)] as T
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T {
    let left = this.between(
      1,
      choices.reduce((sum, [, weight]) => sum + weight, 0),
    )
    for (const [value, weight] of choices) {
      left -= weight
      if (left <= 0) return value
    }
    throw new Error('weights are whole numbers above zero')
  }

  shuffled<T>(values: readonly T[]): T[] {
    const order = [...values]
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.between(0, last)
      ;[order[last], order[other]] = [order[other] as T, order[last] as T]
    }
    return order
  }

  /** The same name always gets the same id, so that databases loaded apart agree. */
  id(name: string): string {
    return v5(name, this.#namespace)
  }
}
