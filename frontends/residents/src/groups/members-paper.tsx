import { useUnit } from '@vungxanh/remote'
import { formatDate, today } from '@vungxanh/ui'
import { PaperTable } from '@vungxanh/ui/official-paper'
import { Paper } from '@vungxanh/ui/paper'
import type { Group } from './group-page.tsx'

type Member = NonNullable<Group['members']>[number]

// The paper itself is Vietnamese whatever the language of the screen: the leader carries it from door to door.
export function MembersPaper({ group, leader, label }: { group: Group; leader: string | undefined; label: string }) {
  const unit = useUnit()
  const members = group.members ?? []
  const withHeads = members.some(({ household }) => household.head)
  return (
    <Paper label={label} isHidden>
      <div lang="vi">
        <p>{(unit.name ?? unit.code).toUpperCase()}</p>
        <h2>DANH SÁCH HỘ: {group.name.toUpperCase()}</h2>
        <p>
          {group.residentialGroup.name}. Tổ trưởng: {leader ?? '……………………'}. Số hộ: {members.length}. In ngày{' '}
          {formatDate(today())}.
        </p>
        <PaperTable
          caption={label}
          rows={members}
          rowKey={({ id }) => id}
          columns={[
            { label: 'STT', align: 'end', render: (_, index) => index + 1 },
            { label: 'Mã hộ', nowrap: true, render: ({ household }) => household.code },
            ...(withHeads
              ? [{ label: 'Chủ hộ', render: ({ household }: Member) => household.head?.fullName ?? '' }]
              : []),
            { label: 'Địa chỉ', render: ({ household }) => household.address },
            { label: 'Ký tên', render: () => <div className="residents-group-signature" /> },
          ]}
        />
      </div>
    </Paper>
  )
}
