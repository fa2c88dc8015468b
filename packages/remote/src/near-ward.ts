const DEGREE_IN_KM = 111.2
/** As far as residents places anything from the outlines of its groups (decision 0039). */
const FARTHEST_KM = 15

interface Point {
  latitude: number
  longitude: number
}

/** Whether a point lies where the ward is. A ward without outlines cannot tell. */
export function isNearWard({ latitude, longitude }: Point, corners: readonly (readonly number[])[]): boolean {
  const narrowing = Math.cos((latitude * Math.PI) / 180)
  return (
    corners.length === 0 ||
    corners.some(
      ([east = 0, north = 0]) =>
        Math.hypot((east - longitude) * narrowing, north - latitude) * DEGREE_IN_KM <= FARTHEST_KM,
    )
  )
}
