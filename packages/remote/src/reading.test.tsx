import { gql, type TypedDocumentNode } from '@apollo/client'
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { ReadingView, useReading } from './reading.tsx'
import { type Answer, renderPage } from './testing.tsx'

interface PersonQuery {
  person: { __typename: 'Person'; id: string; fullName: string; doses: readonly { id: string }[] | null } | null
}

const PERSON: TypedDocumentNode<PersonQuery, { id: string }> = gql`
  query Person($id: ID!) {
    person(id: $id) {
      id
      fullName
      doses {
        id
      }
    }
  }
`

function PersonName() {
  const reading = useReading(PERSON, { variables: { id: 'p1' } })
  return (
    <ReadingView reading={reading} select={(data) => data.person}>
      {(person) => (
        <p>
          {person.fullName}: {person.doses ? `${person.doses.length} mũi` : 'chưa có số liệu'}
        </p>
      )}
    </ReadingView>
  )
}

const whole: Answer = { data: { person: { __typename: 'Person', id: 'p1', fullName: 'Nguyễn Thị Đào', doses: [] } } }
const withoutHealth: Answer = {
  data: { person: { __typename: 'Person', id: 'p1', fullName: 'Nguyễn Thị Đào', doses: null } },
  errors: [{ message: 'health', code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'health' }],
}

test('shows a skeleton, then the answer', async () => {
  renderPage(<PersonName />, { answers: () => whole })
  expect(screen.getByRole('status', { name: 'Đang tải' })).toBeDefined()
  expect(await screen.findByText('Nguyễn Thị Đào: 0 mũi')).toBeDefined()
})

test('keeps what came when a department is away, says which, and reads it again on request', async () => {
  let answer = withoutHealth
  const { asked } = renderPage(<PersonName />, { answers: () => answer })
  expect(await screen.findByText('Nguyễn Thị Đào: chưa có số liệu')).toBeDefined()
  expect(screen.getByText('Phần Y tế tạm thời không lấy được')).toBeDefined()
  answer = whole
  await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }))
  expect(await screen.findByText('Nguyễn Thị Đào: 0 mũi')).toBeDefined()
  expect(screen.queryByText('Phần Y tế tạm thời không lấy được')).toBeNull()
  expect(asked).toHaveLength(2)
})

test('recovers by itself when the department is back', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  let answer = withoutHealth
  renderPage(<PersonName />, { answers: () => answer })
  expect(await screen.findByText('Nguyễn Thị Đào: chưa có số liệu')).toBeDefined()
  answer = whole
  await vi.advanceTimersByTimeAsync(3_500)
  expect(await screen.findByText('Nguyễn Thị Đào: 0 mũi')).toBeDefined()
  vi.useRealTimers()
})

test('words a refusal of the graph in the language of the viewer', async () => {
  const answers = () => ({ data: null, errors: [{ message: 'x', code: 'FORBIDDEN' }] })
  renderPage(<PersonName />, { answers, language: 'en' })
  expect((await screen.findByRole('alert')).textContent).toContain('Your role may not see this part')
})

test('tells an absent thing from a failed reading', async () => {
  renderPage(<PersonName />, { answers: () => ({ data: { person: null } }) })
  expect(await screen.findByText(/bản ghi thuộc đơn vị khác/)).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()
})
