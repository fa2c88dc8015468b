import { Field, Float, InputType, registerEnumType } from 'type-graphql'

export enum PlaceSource {
  TYPED = 'TYPED',
  MAP = 'MAP',
  IMPORTED = 'IMPORTED',
}
registerEnumType(PlaceSource, {
  name: 'PlaceSource',
  description: 'TYPED: gõ tọa độ. MAP: chọn trên bản đồ. IMPORTED: từ danh sách nhập vào.',
})

@InputType({ description: 'Một điểm trên bản đồ, WGS 84.' })
export class PointInput {
  @Field(() => Float)
  latitude!: number

  @Field(() => Float)
  longitude!: number

  @Field(() => PlaceSource)
  source!: PlaceSource
}

/** Longitude and latitude, in the order of GeoJSON (RFC 7946). */
export type Position = readonly [longitude: number, latitude: number]

/** The mainland of Việt Nam and its near islands, generously. */
const vietNam = { south: 8, north: 23.5, west: 102, east: 110 }

/** A centimetre is enough; more digits are bytes. */
export function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

export function isInVietNam([longitude, latitude]: Position): boolean {
  const { south, north, west, east } = vietNam
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east
}

const DEGREE_IN_KM = 111.2

export function kilometresBetween([longitude, latitude]: Position, [other, otherLatitude]: Position): number {
  const east = (other - longitude) * Math.cos((latitude * Math.PI) / 180)
  return Math.hypot(east, otherLatitude - latitude) * DEGREE_IN_KM
}
