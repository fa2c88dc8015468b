import { useUnit } from '@vungxanh/remote'
import { formatDate, today } from '@vungxanh/ui'
import { Paper } from '@vungxanh/ui/paper'
import type { Group } from './group-page.tsx'

// The paper itself is Vietnamese whatever the language of the screen: the leader carries it from door to door.
export function MembersPaper({ group, leader, label }: { group: Group; leader: string | undefined; label: string }) {
  const unit = useUnit()
  const withHeads = (group.members ?? []).some(({ household }) => household.head)
  return (
    <div className="residents-group-paper">
      <Paper label={label}>
        <div lang="vi">
          <p>{(unit.name ?? unit.code).toUpperCase()}</p>
          <h2>DANH SÁCH HỘ: {group.name.toUpperCase()}</h2>
          <p>
            {group.residentialGroup.name}. Tổ trưởng: {leader ?? '……………………'}. Số hộ: {group.members?.length ?? 0}. In
            ngày {formatDate(today())}.
          </p>
          <table>
            <thead>
              <tr>
                <th>STT</th>
                <th>Mã hộ</th>
                {withHeads && <th>Chủ hộ</th>}
                <th>Địa chỉ</th>
                <th className="residents-group-signature">Ký tên</th>
              </tr>
            </thead>
            <tbody>
              {(group.members ?? []).map(({ id, household }, place) => (
                <tr key={id}>
                  <td>{place + 1}</td>
                  <td>{household.code}</td>
                  {withHeads && <td>{household.head?.fullName}</td>}
                  <td>{household.address}</td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Paper>
    </div>
  )
}
