/** `21.0651, 105.9152`, as maps give it to copy. */
export function readPlace(text: string): { latitude: number; longitude: number } | undefined {
  const [, latitude, longitude] = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? []
  return latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : undefined
}

interface Placed {
  latitude?: number | null
  longitude?: number | null
}

export function writePlace({ latitude, longitude }: Placed): string {
  return latitude == null || longitude == null ? '' : `${latitude}, ${longitude}`
}
