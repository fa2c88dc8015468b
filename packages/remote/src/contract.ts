import type { Role } from '@vungxanh/access'
import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'

/** A text in both languages of the platform. */
export interface Label {
  vi: string
  en: string
}

/** One thing that happened to a person, as the department that knows of it tells it. */
export interface TimelineEntry {
  /** Of this department alone. */
  id: string
  /** A day, or an instant where the hour is known. */
  at: string
  title: string
  detail?: string | undefined
  link?: string | undefined
}

/** Places a page offers to other departments, and what each is given. */
export interface Slots {
  person: { personId: string }
  /** The one list of what happened to a person: each department puts in what this viewer may see, and takes it out again. */
  personTimeline: { personId: string; contribute: (department: string, entries: readonly TimelineEntry[]) => void }
  household: { householdId: string }
  document: { documentId: string }
  selfManagementGroup: { groupId: string }
  residentialGroup: { groupId: string }
  /** The first page after sign-in: what waits for this viewer. */
  home: { unit: string }
}

export type SlotName = keyof Slots

export interface NavigationEntry {
  label: Label
  /** What one does there, in a sentence, for the home page. */
  description: Label
  path: string
  roles: readonly Role[]
}

export interface PanelDeclaration {
  slot: SlotName
  title: Label
  roles: readonly Role[]
}

/**
 * What a shell knows of a remote before it loads any of its code: the registry carries it beside the code's address, so
 * that navigation and the frames of panels stand even while the remote itself does not answer.
 */
export interface RemoteManifest {
  contract: 1
  name: string
  title: Label
  base: `/${string}`
  navigation: readonly NavigationEntry[]
  panels: readonly PanelDeclaration[]
  /** Pages for a phone in one hand, under an address of their own and without the desk's navigation. */
  field?: { base: `/td/${string}`; navigation: readonly NavigationEntry[] }
}

type DeclaredSlot<Manifest extends RemoteManifest> = Manifest['panels'][number]['slot']

export interface Remote {
  contract: 1
  name: string
  navigation: readonly NavigationEntry[]
  routes: RouteObject[]
  fieldRoutes: RouteObject[]
  panels: { readonly [Slot in SlotName]?: ComponentType<Slots[Slot]> }
}

type FieldRoutes<Manifest extends RemoteManifest> = Manifest extends { field: object }
  ? { fieldRoutes: RouteObject[] }
  : { fieldRoutes?: never }

/** The one value that a remote exposes. Every panel, and every page in the field, that the manifest declares must be given. */
export function defineRemote<const Manifest extends RemoteManifest>(
  manifest: Manifest,
  parts: {
    routes: RouteObject[]
    panels: { readonly [Slot in DeclaredSlot<Manifest>]: ComponentType<Slots[Slot]> }
  } & FieldRoutes<Manifest>,
): Remote {
  const { contract, name, navigation } = manifest
  return {
    contract,
    name,
    navigation,
    routes: parts.routes,
    fieldRoutes: parts.fieldRoutes ?? [],
    panels: parts.panels,
  }
}

/** Whether what was loaded is a remote that this page can carry. */
export function isRemote(value: unknown): value is Remote {
  if (typeof value !== 'object' || value === null) return false
  const candidate: Partial<Remote> = value
  return candidate.contract === 1 && Array.isArray(candidate.routes) && typeof candidate.panels === 'object'
}

/** Addresses that departments link to on each other's pages; nobody writes another's path by hand. */
export const paths = {
  home: () => '/',
  people: () => '/ho-dan',
  person: (id: string) => `/ho-dan/nguoi/${id}`,
  household: (id: string) => `/ho-dan/ho/${id}`,
  residentialGroup: (id: string) => `/ho-dan/to-dan-pho/${id}`,
  recordTest: (personId: string) => `/tram-y-te/xet-nghiem/ghi?nguoi=${personId}`,
  recordDose: (personId: string) => `/tram-y-te/tiem-chung/ghi?nguoi=${personId}`,
  dossier: (id: string) => `/an-sinh/ho-so/${id}`,
  submitDossier: (personId: string) => `/an-sinh/ho-so/lap?nguoi=${personId}`,
  document: (id: string) => `/dieu-hanh/van-ban/${id}`,
  command: () => '/chi-huy',
  myAccount: () => '/quan-tri',
  emergencies: () => '/quan-tri/khan-cap',
  administrationLog: () => '/quan-tri/su-kien',
  auditOfPerson: (personId: string) => `/quan-tri/nhat-ky?nguoi=${personId}`,
  auditOfHousehold: (householdId: string) => `/quan-tri/nhat-ky?ho=${householdId}`,
  extract: (personId: string) => `/quan-tri/trich-luc?nguoi=${personId}`,
}
