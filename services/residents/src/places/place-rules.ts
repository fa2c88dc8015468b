import { InvalidInput } from '@vungxanh/subgraph'
import { isInVietNam, kilometresBetween, type Position } from './point.ts'

const FEWEST_POSITIONS = 4
const MOST_POSITIONS = 300
/** No residential group, hamlet or village is wider. */
const WIDEST_OUTLINE_KM = 30
/** What lies farther from the residential groups of its unit is a slip of the finger. */
const FARTHEST_KM = 15

export function refusePoint(point: Position, outlines: readonly (readonly Position[])[]): InvalidInput | undefined {
  const [longitude, latitude] = point
  if (!isInVietNam(point)) {
    return isInVietNam([latitude, longitude])
      ? new InvalidInput('place', 'Vĩ độ và kinh độ có vẻ đã đổi chỗ cho nhau. Vĩ độ của nước ta từ 8 đến 23,5.')
      : new InvalidInput('place', 'Điểm này không nằm ở Việt Nam. Hãy xem lại vĩ độ và kinh độ.')
  }
  const nearest = Math.min(...outlines.flat().map((position) => kilometresBetween(point, position)))
  if (outlines.length > 0 && nearest > FARTHEST_KM)
    return new InvalidInput('place', `Điểm này cách địa bàn ${Math.round(nearest)} km. Hãy xem lại tọa độ.`)
}

/** The ring of a GeoJSON polygon (RFC 7946 §3.1.6): closed, simple, and of a size that a residential group can have. */
export function refuseOutline(ring: readonly (readonly number[])[]): InvalidInput | undefined {
  const wrong = (message: string) => new InvalidInput('outline', message)
  if (ring.length < FEWEST_POSITIONS) return wrong('Ranh giới cần ít nhất ba điểm.')
  if (ring.length > MOST_POSITIONS) return wrong(`Ranh giới có tối đa ${MOST_POSITIONS} điểm. Hãy vẽ đơn giản hơn.`)
  if (!isRing(ring)) return wrong('Mỗi điểm của ranh giới gồm đúng kinh độ và vĩ độ.')
  if (!samePosition(ring[0] as Position, ring.at(-1) as Position))
    return wrong('Ranh giới phải khép kín: điểm cuối trùng điểm đầu.')
  if (!ring.every(isInVietNam)) return wrong('Ranh giới có điểm không nằm ở Việt Nam. Kinh độ viết trước, vĩ độ sau.')
  if (spanOf(ring) > WIDEST_OUTLINE_KM)
    return wrong(`Ranh giới rộng quá ${WIDEST_OUTLINE_KM} km. Hãy xem lại các điểm.`)
  if (crossesItself(ring)) return wrong('Ranh giới tự cắt nhau hoặc đi lại một điểm. Hãy vẽ lại theo một vòng.')
}

function isRing(ring: readonly (readonly number[])[]): ring is Position[] {
  return ring.every((position) => position.length === 2 && position.every(Number.isFinite))
}

function samePosition([longitude, latitude]: Position, [other, otherLatitude]: Position): boolean {
  return longitude === other && latitude === otherLatitude
}

function spanOf(ring: readonly Position[]): number {
  const [longitudes, latitudes] = [ring.map(([longitude]) => longitude), ring.map(([, latitude]) => latitude)]
  return kilometresBetween(
    [Math.min(...longitudes), Math.min(...latitudes)],
    [Math.max(...longitudes), Math.max(...latitudes)],
  )
}

/** On which side of the line from a to b a position lies; zero when it lies on it. */
function sideOf([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax))
}

function liesBetween([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): boolean {
  return x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by)
}

function sidesMeet(a: Position, b: Position, c: Position, d: Position): boolean {
  const [first, second, third, fourth] = [sideOf(a, b, c), sideOf(a, b, d), sideOf(c, d, a), sideOf(c, d, b)]
  if (first !== second && third !== fourth) return true
  return (
    (first === 0 && liesBetween(a, b, c)) ||
    (second === 0 && liesBetween(a, b, d)) ||
    (third === 0 && liesBetween(c, d, a)) ||
    (fourth === 0 && liesBetween(c, d, b))
  )
}

/** Every side against every other that it does not share a corner with: 300 corners are 45,000 pairs, a few milliseconds. */
export function crossesItself(ring: readonly Position[]): boolean {
  const sides = ring.length - 1
  for (let one = 0; one < sides; one++) {
    const [a, b] = [ring[one] as Position, ring[one + 1] as Position]
    if (samePosition(a, b)) return true
    for (let other = one + 2; other < sides; other++) {
      if (one === 0 && other === sides - 1) continue
      if (sidesMeet(a, b, ring[other] as Position, ring[other + 1] as Position)) return true
    }
  }
  return false
}

/** Whether a point lies inside: a ray from it crosses the outline an odd number of times. */
export function isInside([x, y]: Position, ring: readonly Position[]): boolean {
  let inside = false
  for (let index = 1; index < ring.length; index++) {
    const [[ax, ay], [bx, by]] = [ring[index - 1] as Position, ring[index] as Position]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}
