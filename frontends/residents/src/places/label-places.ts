/** What stands on the map, in pixels: its middle and its size. */
export interface Standing {
  x: number
  y: number
  width: number
  height: number
}

const overlap = (one: Standing, other: Standing): boolean =>
  Math.abs(one.x - other.x) - CLEARANCE < (one.width + other.width) / 2 &&
  Math.abs(one.y - other.y) - CLEARANCE < (one.height + other.height) / 2

/** Below its place and above, the nearest first: rows of numbers leave a gap that is hardly higher than a name. */
const STEPS = Array.from({ length: 13 }, (_, step) => [4 * step, -4 * step]).flat()
/** Markers stand on whole pixels. */
const CLEARANCE = 1

/**
 * How far each name goes up or down to cover no number and no name before it; where there is no room it stays, and the numbers
 * stand above it.
 */
export function asideOf(names: readonly Standing[], numbers: readonly Standing[]): number[] {
  const taken = [...numbers]
  return names.map((name) => {
    const step = STEPS.find((by) => !taken.some((one) => overlap({ ...name, y: name.y + by }, one))) ?? 0
    taken.push({ ...name, y: name.y + step })
    return step
  })
}
