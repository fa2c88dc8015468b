const degrees = String.raw`(-?\d+(?:[.,]\d+)?)`
const twoDegrees = new RegExp(String.raw`^\s*${degrees}\s*[,; ]\s*${degrees}\s*$`)

/** `21.0651, 105.9152`, as maps give it to copy; or `21,0651 105,9152`, as Vietnamese writes a decimal. */
export function readPlace(text: string): { latitude: number; longitude: number } | undefined {
  const [latitude, longitude] = (twoDegrees.exec(text) ?? []).slice(1).map((one) => Number(one.replace(',', '.')))
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
}

interface Placed {
  latitude?: number | null
  longitude?: number | null
}

export function writePlace({ latitude, longitude }: Placed): string {
  return latitude == null || longitude == null ? '' : `${latitude}, ${longitude}`
}
