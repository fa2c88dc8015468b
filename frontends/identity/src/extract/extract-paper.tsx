import { purposeNames } from '@vungxanh/access'
import { formatDate, formatDateTime, today } from '@vungxanh/ui'
import { Paper } from '@vungxanh/ui/paper'
import { wordsIn } from '../words.ts'
import type { Access } from './accesses.ts'
import './extract-paper.css'

const words = wordsIn('vi')

interface ExtractPaperProps {
  person: string
  organisation: string
  accesses: readonly Access[]
  from: string | undefined
  to: string | undefined
}

/** An official paper is in Vietnamese, whatever language the portal speaks. */
export function ExtractPaper(props: ExtractPaperProps) {
  return (
    <Paper label="Trích lục truy cập dữ liệu cá nhân">
      <div lang="vi" className="vx-extract">
        <PaperText {...props} />
      </div>
    </Paper>
  )
}

function PaperText({ person, organisation, accesses, from, to }: ExtractPaperProps) {
  const [year, month, day] = today().split('-')
  const period = [from && `từ ngày ${formatDate(from)}`, to && `đến hết ngày ${formatDate(to)}`]
    .filter(Boolean)
    .join(' ')
  return (
    <>
      <header>
        <p>
          <strong>{organisation.toUpperCase()}</strong>
        </p>
        <p>
          <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
          <br />
          <strong>Độc lập – Tự do – Hạnh phúc</strong>
          <br />
          <em>
            ngày {day} tháng {month} năm {year}
          </em>
        </p>
      </header>
      <h2>TRÍCH LỤC TRUY CẬP DỮ LIỆU CÁ NHÂN</h2>
      <p>
        Cấp cho ông/bà: <strong>{person}</strong>, theo yêu cầu của chủ thể dữ liệu (Luật Bảo vệ dữ liệu cá nhân số
        91/2025/QH15).
      </p>
      <p>
        Dữ liệu của ông/bà trong hệ thống đã được truy cập {accesses.length} lượt{period && ` ${period}`}, tính đến ngày{' '}
        {formatDate(today())}
        {accesses.length > 0 ? ', như sau:' : '.'}
      </p>
      {accesses.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Thời điểm</th>
              <th scope="col">Cơ quan, vị trí công tác</th>
              <th scope="col">Mục đích</th>
              <th scope="col">Bộ phận</th>
              <th scope="col">Dữ liệu</th>
            </tr>
          </thead>
          <tbody>
            {accesses.map((access) => (
              <tr key={Object.values(access).join('|')}>
                <td>{formatDateTime(access.at)}</td>
                <td>
                  {access.organisation}
                  <br />
                  {access.post}
                </td>
                <td>{purposeNames[access.purpose].vi}</td>
                <td>{words.department(access.department)}</td>
                <td>
                  {access.action === 'WRITE' && 'Ghi. '}
                  {access.classes.map(words.dataClass).join('; ') || 'Dữ liệu nội bộ'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <footer>
        <p>
          <strong>NGƯỜI LẬP TRÍCH LỤC</strong>
          <br />
          <em>(Ký, ghi rõ họ tên)</em>
        </p>
      </footer>
    </>
  )
}
