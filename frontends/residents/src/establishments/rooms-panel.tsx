import { gql, Link, paths, type TypedDocumentNode, useAction, useMay, useMessages } from '@vungxanh/remote'
import {
  ActionMenu,
  Button,
  DataTable,
  DateField,
  EmptyState,
  formatDate,
  Panel,
  parseDate,
  StatusBadge,
  TextField,
  tidy,
  today,
  useForm,
  WholeNumberField,
} from '@vungxanh/ui'
import { useState } from 'react'
import { HouseholdFields, type HouseholdValues, noHousehold } from '../households/household-choice.tsx'
import type {
  CloseRoomMutation,
  CloseRoomMutationVariables,
  EndLodgingMutation,
  EndLodgingMutationVariables,
  EstablishmentPageQuery,
  LodgeHouseholdMutation,
  LodgeHouseholdMutationVariables,
  SaveRoomMutation,
  SaveRoomMutationVariables,
} from '../operations.generated.ts'
import { ChangeDialog, stale } from './change-dialog.tsx'
import { messages } from './messages.ts'

const SAVE: TypedDocumentNode<SaveRoomMutation, SaveRoomMutationVariables> = gql`
  mutation SaveRoom($input: SaveRoomInput!) {
    saveRoom(input: $input) {
      __typename
      ... on EstablishmentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

const CLOSE: TypedDocumentNode<CloseRoomMutation, CloseRoomMutationVariables> = gql`
  mutation CloseRoom($input: CloseRoomInput!) {
    closeRoom(input: $input) {
      __typename
      ... on EstablishmentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

const LODGE: TypedDocumentNode<LodgeHouseholdMutation, LodgeHouseholdMutationVariables> = gql`
  mutation LodgeHousehold($input: LodgeHouseholdInput!) {
    lodgeHousehold(input: $input) {
      __typename
      ... on EstablishmentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

const LEAVE: TypedDocumentNode<EndLodgingMutation, EndLodgingMutationVariables> = gql`
  mutation EndLodging($input: EndLodgingInput!) {
    endLodging(input: $input) {
      __typename
      ... on EstablishmentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

type Room = NonNullable<NonNullable<EstablishmentPageQuery['establishment']>['rooms']>[number]
type Stay = NonNullable<Room['stays']>[number]
type Doing = { what: 'save'; room?: Room } | { what: 'close' | 'lodge'; room: Room } | { what: 'leave'; stay: Stay }

/** Rooms × lodgers: who lives where, what is free, and who has registered no residence. */
export function RoomsPanel({ establishmentId, rooms }: { establishmentId: string; rooms: readonly Room[] }) {
  const t = useMessages(messages)
  const mayRecord = useMay('REGISTRAR')
  const [doing, setDoing] = useState<Doing>()
  const sum = (of: (room: Room) => number): number => rooms.reduce((total, room) => total + of(room), 0)
  const onClose = () => setDoing(undefined)
  return (
    <Panel
      title={t('rooms')}
      note={t('roomNote', {
        rooms: rooms.length,
        lodgers: sum((room) => room.lodgerCount ?? 0),
        capacity: sum((room) => room.capacity),
        full: rooms.filter((room) => (room.lodgerCount ?? 0) >= room.capacity).length,
      })}
      actions={
        mayRecord && (
          <Button size="small" onClick={() => setDoing({ what: 'save' })}>
            {t('addRoom')}
          </Button>
        )
      }
      foot={t('law')}
      flush
    >
      <DataTable
        caption={t('rooms')}
        rows={rooms}
        rowKey={(room) => room.id}
        empty={<EmptyState>{t('noRooms')}</EmptyState>}
        columns={[
          { key: 'number', label: t('room'), nowrap: true, render: (room) => room.number },
          { key: 'capacity', label: t('capacity'), align: 'end', render: (room) => room.capacity },
          { key: 'lodgers', label: t('lodgers'), align: 'end', render: (room) => room.lodgerCount ?? '—' },
          { key: 'state', label: t('which'), nowrap: true, render: (room) => <RoomState room={room} /> },
          {
            key: 'households',
            label: t('household'),
            render: (room) =>
              room.stays?.map((stay) => (
                <div key={stay.id}>
                  <Link to={paths.household(stay.household.id)}>
                    {[stay.household.code, stay.household.head?.fullName].filter(Boolean).join(' · ')}
                  </Link>
                  {stay.fromOn && (
                    <span className="vx-form-hint"> {t('roomSince', { on: formatDate(stay.fromOn) })}</span>
                  )}
                  {mayRecord && (
                    <Button
                      size="small"
                      kind="quiet"
                      label={t('leave', { code: stay.household.code })}
                      onClick={() => setDoing({ what: 'leave', stay })}
                    >
                      {t('leaveShort')}
                    </Button>
                  )}
                </div>
              )),
          },
          {
            key: 'unregistered',
            label: t('unregistered'),
            render: (room) => {
              const people = room.stays?.flatMap((stay) => stay.unregistered) ?? []
              if (people.length === 0) return room.lodgerCount ? t('allRegistered') : '—'
              return people.map((person) => (
                <div key={person.id}>
                  <Link to={paths.person(person.id)}>{person.fullName}</Link>
                </div>
              ))
            },
          },
          ...(mayRecord
            ? [
                {
                  key: 'actions',
                  label: t('actions'),
                  render: (room: Room) => (
                    <ActionMenu
                      label={t('actions')}
                      actions={[
                        { key: 'lodge', label: t('lodgeShort'), onChoose: () => setDoing({ what: 'lodge', room }) },
                        { key: 'edit', label: t('editShort'), onChoose: () => setDoing({ what: 'save', room }) },
                        { key: 'close', label: t('closeShort'), onChoose: () => setDoing({ what: 'close', room }) },
                      ]}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {doing?.what === 'save' && <SaveRoomDialog {...{ establishmentId, room: doing.room, onClose }} />}
      {doing?.what === 'close' && <CloseRoomDialog room={doing.room} onClose={onClose} />}
      {doing?.what === 'lodge' && <LodgeDialog room={doing.room} onClose={onClose} />}
      {doing?.what === 'leave' && <LeaveDialog stay={doing.stay} onClose={onClose} />}
    </Panel>
  )
}

function RoomState({ room: { lodgerCount, capacity } }: { room: Room }) {
  const t = useMessages(messages)
  if (lodgerCount == null) return '—'
  if (lodgerCount === 0) return <StatusBadge>{t('empty')}</StatusBadge>
  if (lodgerCount > capacity)
    return <StatusBadge tone="warning">{t('over', { count: lodgerCount - capacity })}</StatusBadge>
  return (
    <StatusBadge tone="success">
      {lodgerCount === capacity ? t('full') : t('free', { count: capacity - lodgerCount })}
    </StatusBadge>
  )
}

interface SaveRoomProps {
  establishmentId: string
  room: Room | undefined
  onClose: () => void
}

function SaveRoomDialog({ establishmentId, room, onClose }: SaveRoomProps) {
  const t = useMessages(messages)
  const form = useForm({ number: room?.number ?? '', capacity: String(room?.capacity ?? 2) })
  const [saveRoom, { busy, failure }] = useAction(SAVE, { stale })
  return (
    <ChangeDialog
      title={room ? t('editRoom', { number: room.number }) : t('addRoom')}
      consequence={t('room.consequence')}
      {...{ form, busy, failure, onClose }}
      save={async ({ number, capacity }) => {
        const input = { establishmentId, roomId: room?.id ?? null, number: tidy(number), capacity: Number(capacity) }
        return (await saveRoom({ input }))?.saveRoom
      }}
    >
      <TextField name="number" label={t('roomNumber')} required autoFocus span={6} />
      <WholeNumberField name="capacity" label={t('capacity')} required minimum={1} maximum={50} span={6} />
    </ChangeDialog>
  )
}

function CloseRoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const t = useMessages(messages)
  const form = useForm({ on: formatDate(today()) })
  const [close, { busy, failure }] = useAction(CLOSE, { stale })
  return (
    <ChangeDialog
      title={t('closeRoom', { number: room.number })}
      consequence={t('closeRoom.consequence')}
      {...{ form, busy, failure, onClose }}
      save={async ({ on }) => (await close({ input: { roomId: room.id, on: parseDate(on) ?? today() } }))?.closeRoom}
    >
      <DateField name="on" label={t('on')} required autoFocus span={6} />
    </ChangeDialog>
  )
}

function LodgeDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const t = useMessages(messages)
  const form = useForm<HouseholdValues & { on: string }>({ ...noHousehold, on: formatDate(today()) })
  const [lodge, { busy, failure }] = useAction(LODGE, { stale })
  return (
    <ChangeDialog
      title={t('lodge', { number: room.number })}
      consequence={t('lodge.consequence')}
      {...{ form, busy, failure, onClose }}
      save={async ({ household, on }) => {
        const input = { roomId: room.id, householdId: household?.id ?? '', on: parseDate(on) ?? today() }
        return (await lodge({ input }))?.lodgeHousehold
      }}
    >
      <HouseholdFields />
      <DateField name="on" label={t('on')} required span={4} />
    </ChangeDialog>
  )
}

function LeaveDialog({ stay, onClose }: { stay: Stay; onClose: () => void }) {
  const t = useMessages(messages)
  const form = useForm({ on: formatDate(today()) })
  const [leave, { busy, failure }] = useAction(LEAVE, { stale })
  return (
    <ChangeDialog
      title={t('leave', { code: stay.household.code })}
      consequence={t('leave.consequence')}
      {...{ form, busy, failure, onClose }}
      save={async ({ on }) => (await leave({ input: { stayId: stay.id, on: parseDate(on) ?? today() } }))?.endLodging}
    >
      <DateField name="on" label={t('on')} required autoFocus span={6} />
    </ChangeDialog>
  )
}
